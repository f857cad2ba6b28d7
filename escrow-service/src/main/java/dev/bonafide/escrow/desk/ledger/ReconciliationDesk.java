package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.payment.ProviderParking;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementFiles;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.reconciliation.FileLine;
import dev.bonafide.escrow.reconciliation.Movement;
import dev.bonafide.escrow.reconciliation.Reconciliation;
import dev.bonafide.escrow.reconciliation.Reconciliation.Status;
import dev.bonafide.escrow.reconciliation.ReconciliationRules;
import dev.bonafide.escrow.store.Reconciliations;
import dev.bonafide.escrow.store.SettlementLines;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the file of each provider's day, once that day is over, and has its lines compared. A day begins to be checked
 * by a timer of business time; the work itself goes on in steps on machine time, so that it holds up nothing else.
 */
@ApplicationScoped
public class ReconciliationDesk {
    /** The timer that begins the check of a provider's day. */
    public static final String DAILY = "reconciliation.daily";

    private static final Logger LOG = Logger.getLogger(ReconciliationDesk.class);
    private static final String TIMER_SET = "select exists (select 1 from timer where kind = :kind and ref = :ref)";
    /** For whoever dies between two steps. */
    private static final Duration STEP_AT_MOST = Duration.ofMinutes(2);

    private final Reconciliations reconciliations;
    private final SettlementLines lines;
    private final SettlementCheck check;
    private final PaymentProviders providers;
    private final ProviderParking parking;
    private final Transactions transactions;
    private final Timers timers;
    private final PaymentConfig.Reconciliation config;
    private final Ids ids;
    private final Clock clock;

    ReconciliationDesk(
            Reconciliations reconciliations,
            SettlementLines lines,
            SettlementCheck check,
            PaymentProviders providers,
            ProviderParking parking,
            Transactions transactions,
            Timers timers,
            PaymentConfig config,
            Ids ids,
            Clock clock) {
        this.reconciliations = reconciliations;
        this.lines = lines;
        this.check = check;
        this.providers = providers;
        this.parking = parking;
        this.transactions = transactions;
        this.timers = timers;
        this.config = config.reconciliation();
        this.ids = ids;
        this.clock = clock;
    }

    /** The providers whose files are checked. */
    public List<String> checked() {
        return providers.names().stream()
                .filter(name ->
                        providers.capability(name, SettlementFiles.class).isPresent())
                .sorted()
                .toList();
    }

    /** Sets the daily timer of a provider that has none yet, as on the first start with it. */
    public Uni<Void> watch(Mutiny.Session session, String provider) {
        return session.createNativeQuery(TIMER_SET, Boolean.class)
                .setParameter("kind", DAILY)
                .setParameter("ref", refOf(provider))
                .getSingleResult()
                .chain(set -> set
                        ? Uni.createFrom().voidItem()
                        : schedule(
                                session,
                                provider,
                                readyDay(provider, clock.instant()).plusDays(1)));
    }

    /** A provider's file is there: begins to check the day, and sets the timer of the next one. */
    public Uni<Void> daily(Mutiny.Session session, UUID timerRef, Instant dueAt) {
        var provider = providerOf(timerRef);
        if (provider.isEmpty()) {
            // No longer connected: its days end with it.
            return Uni.createFrom().voidItem();
        }
        var day = readyDay(provider.get(), dueAt);
        return begin(session, provider.get(), day).chain(() -> schedule(session, provider.get(), day.plusDays(1)));
    }

    /** Checks a day of a provider that gives files, or checks it again; nothing is booked twice. */
    public Uni<UUID> begin(Mutiny.Session session, String provider, LocalDate day) {
        return reconciliations.begin(
                session, ids.next(), provider, day, ReconciliationRules.endOf(day, config.zoneOf(provider)));
    }

    /** The last day of the provider that is over. */
    public LocalDate lastDay(String provider) {
        return clock.instant().atZone(config.zoneOf(provider)).toLocalDate().minusDays(1);
    }

    /** Does one step of an unfinished check of the provider; false if there is none to do. */
    public Uni<Boolean> step(String provider) {
        return transactions
                .<@Nullable Reconciliation>runApart(session -> claim(session, provider))
                .chain(due -> {
                    if (due == null) {
                        return Uni.createFrom().item(false);
                    }
                    var step = due.status() == Status.WAITING ? fetch(due) : compare(due);
                    return step.replaceWith(true);
                });
    }

    private Uni<@Nullable Reconciliation> claim(Mutiny.Session session, String provider) {
        return reconciliations
                .claim(
                        session,
                        provider,
                        STEP_AT_MOST.compareTo(config.retryAfter()) < 0 ? STEP_AT_MOST : config.retryAfter())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : reconciliations.find(session, id));
    }

    private Uni<Void> compare(Reconciliation due) {
        return transactions.runApart(session -> check.step(session, due));
    }

    private Uni<Void> fetch(Reconciliation due) {
        return providers
                .settlementOf(due.provider(), due.day())
                .chain(file ->
                        transactions.runApart(session -> lines.keep(session, due.id(), read(due.provider(), file))
                                .chain(() -> reconciliations.turn(session, due.id(), Status.COMPARING, null))))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("The file of %s of %s is not there: %s", due.provider(), due.day(), failure);
                    return transactions.runApart(session -> notThere(session, due));
                });
    }

    private Uni<Void> notThere(Mutiny.Session session, Reconciliation due) {
        if (due.tries() < config.triesMax()) {
            return reconciliations.putOff(session, due.id(), config.retryAfter());
        }
        return reconciliations
                .turn(session, due.id(), Status.NO_FILE, null)
                .chain(() -> parking.park(
                        session,
                        due.provider(),
                        due.id(),
                        null,
                        "NO_SETTLEMENT_FILE",
                        "The file of " + due.day() + " did not come in " + due.tries() + " tries"));
    }

    private static List<FileLine> read(String provider, List<SettlementLine> file) {
        var seen = new HashMap<SettlementLine, Integer>();
        var read = new ArrayList<FileLine>(file.size());
        for (var line : file) {
            var kind = Movement.Kind.valueOf(line.kind().name());
            var number = seen.merge(line, 1, Integer::sum);
            read.add(new FileLine(
                    FileLine.idOf(provider, kind, line.reference(), line.amount(), line.fee(), line.at(), number),
                    kind,
                    line.subject(),
                    line.reference(),
                    line.amount(),
                    line.fee(),
                    line.at()));
        }
        return read;
    }

    private LocalDate readyDay(String provider, Instant at) {
        return ReconciliationRules.dayReadyAt(at, config.at(), config.zoneOf(provider));
    }

    private Uni<Void> schedule(Mutiny.Session session, String provider, LocalDate day) {
        return timers.schedule(
                session,
                DAILY,
                refOf(provider),
                ReconciliationRules.readyAt(day, config.at(), config.zoneOf(provider)));
    }

    private Optional<String> providerOf(UUID ref) {
        return checked().stream().filter(name -> refOf(name).equals(ref)).findFirst();
    }

    private static UUID refOf(String provider) {
        return UUID.nameUUIDFromBytes(("provider:" + provider).getBytes(StandardCharsets.UTF_8));
    }
}
