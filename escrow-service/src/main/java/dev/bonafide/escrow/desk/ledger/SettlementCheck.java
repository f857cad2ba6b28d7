package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.payment.ProviderParking;
import dev.bonafide.escrow.events.said.ReconciliationFinishedV1;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.reconciliation.FileLine;
import dev.bonafide.escrow.reconciliation.Reconciliation;
import dev.bonafide.escrow.reconciliation.Reconciliation.Status;
import dev.bonafide.escrow.reconciliation.ReconciliationRules;
import dev.bonafide.escrow.store.Movements;
import dev.bonafide.escrow.store.Reconciliations;
import dev.bonafide.escrow.store.SettlementLines;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Compares the lines of a file with what the provider told us and with the ledger, some at a time. A line is judged once;
 * one we knew nothing of is looked at again with each later file.
 */
@ApplicationScoped
class SettlementCheck {
    private static final Duration LOOK_BACK = Duration.ofDays(31);

    private final Reconciliations reconciliations;
    private final SettlementLines lines;
    private final Movements movements;
    private final Books books;
    private final Outbox outbox;
    private final ProviderParking parking;
    private final PaymentConfig.Reconciliation config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicLong> misfits = new ConcurrentHashMap<>();

    SettlementCheck(
            Reconciliations reconciliations,
            SettlementLines lines,
            Movements movements,
            Books books,
            Outbox outbox,
            ProviderParking parking,
            PaymentConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.reconciliations = reconciliations;
        this.lines = lines;
        this.movements = movements;
        this.books = books;
        this.outbox = outbox;
        this.parking = parking;
        this.config = config.reconciliation();
        this.meters = meters;
        this.clock = clock;
    }

    /** Compares some lines, or finishes when none is left. */
    Uni<Void> step(Mutiny.Session session, Reconciliation due) {
        return lines.toJudge(session, due.id(), config.linesPerStep())
                .chain(some -> some.isEmpty()
                        ? finish(session, due)
                        : judgeAll(session, due, some)
                                .chain(() -> reconciliations.turn(session, due.id(), Status.COMPARING, null)));
    }

    private Uni<Void> judgeAll(Mutiny.Session session, Reconciliation due, List<FileLine> some) {
        Uni<Void> judged = Uni.createFrom().voidItem();
        for (var line : some) {
            judged = judged.chain(() -> judge(session, due.provider(), line)).chain(() -> bookFee(session, line));
        }
        return judged;
    }

    private Uni<UUID> judge(Mutiny.Session session, String provider, FileLine line) {
        return movements.known(session, provider, line).chain(known -> {
            var outcome = ReconciliationRules.compare(line.amount(), known);
            var judged = lines.judge(session, line.id(), outcome);
            // A line that differs is about that movement too; only one said twice is not.
            return known == null || known.taken()
                    ? judged
                    : judged.call(() -> movements.match(session, known.id(), line.id()));
        });
    }

    private Uni<Void> bookFee(Mutiny.Session session, FileLine line) {
        return line.fee().isZero()
                ? Uni.createFrom().voidItem()
                : books.book(
                        session,
                        List.of(Occurrence.of(Fact.PROVIDER_FEE_TAKEN, null, null, line.id(), line.fee())),
                        clock.instant());
    }

    private Uni<Void> finish(Mutiny.Session session, Reconciliation due) {
        var now = clock.instant();
        return lookAgain(session, due)
                .chain(() -> movements.miss(
                        session, due.provider(), due.id(), due.endsAt().minus(config.lateLinesWithin())))
                .chain(() -> reconciliations.count(session, due.id()))
                .chain(() -> reconciliations.turn(session, due.id(), Status.FINISHED, now))
                .chain(() -> reconciliations.find(session, due.id()))
                .chain(done -> tell(session, due, Objects.requireNonNull(done), now));
    }

    /** What did not fit may have been told or booked since. */
    private Uni<Void> lookAgain(Mutiny.Session session, Reconciliation due) {
        return lines.toJudgeAgain(session, due.provider(), due.endsAt().minus(LOOK_BACK), config.linesPerStep())
                .chain(some -> {
                    Uni<Void> looked = Uni.createFrom().voidItem();
                    for (var line : some) {
                        looked = looked.chain(() ->
                                judge(session, due.provider(), line).chain(of -> reconciliations.count(session, of)));
                    }
                    return looked;
                });
    }

    private Uni<Void> tell(Mutiny.Session session, Reconciliation before, Reconciliation done, Instant now) {
        var counts = done.counts();
        misfits.computeIfAbsent(done.provider(), this::gauge)
                .set(counts.missingHere() + counts.missingThere() + counts.differing());
        var said = outbox.append(
                        session,
                        new OutgoingEvent(
                                ReconciliationFinishedV1.TOPIC,
                                done.id(),
                                ReconciliationFinishedV1.TYPE,
                                new ReconciliationFinishedV1(
                                        done.id(),
                                        done.provider(),
                                        done.day(),
                                        counts.matched(),
                                        counts.missingHere() + counts.missingThere(),
                                        counts.missingHere(),
                                        counts.missingThere(),
                                        counts.differing(),
                                        now),
                                now))
                .replaceWithVoid();
        // A check that is repeated and finds the same raises no second alarm.
        return counts.areClean() || counts.equals(before.counts())
                ? said
                : said.chain(() -> parking.park(
                        session, done.provider(), done.id(), null, "RECONCILIATION_DIFFERS", counts.toString()));
    }

    private AtomicLong gauge(String provider) {
        var value = new AtomicLong();
        meters.gauge("bonafide.escrow.reconciliation.misfits", List.of(Tag.of("provider", provider)), value);
        return value;
    }
}
