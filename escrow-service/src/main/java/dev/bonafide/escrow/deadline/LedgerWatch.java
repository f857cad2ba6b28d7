package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.config.LedgerConfig;
import dev.bonafide.escrow.desk.ledger.AuditDesk;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.escrow.store.Findings;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.Seals;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The auditor: looks at the books again and again, a bounded piece at a time, and shows what it sees as metrics. Runs on
 * machine time. It guards nothing, the database does; it is the first to see a book that somebody has opened.
 */
@ApplicationScoped
public class LedgerWatch {
    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);
    private static final int UNSEALED_COUNTED = 100_000;

    private final AuditDesk desk;
    private final Ledger ledger;
    private final Findings findings;
    private final Seals seals;
    private final Transactions transactions;
    private final MeterRegistry meters;
    private final LedgerConfig.Audit config;
    private final Map<String, AtomicLong> imbalances = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> held = new ConcurrentHashMap<>();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong unsealed = new AtomicLong();
    private final Door door;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    LedgerWatch(
            AuditDesk desk,
            Ledger ledger,
            Findings findings,
            Seals seals,
            Transactions transactions,
            MeterRegistry meters,
            LedgerConfig config,
            Door door) {
        this.desk = desk;
        this.ledger = ledger;
        this.findings = findings;
        this.seals = seals;
        this.transactions = transactions;
        this.meters = meters;
        this.config = config.audit();
        this.door = door;
        meters.gauge("bonafide.escrow.ledger.findings", open);
        meters.gauge("bonafide.escrow.ledger.unsealed", unsealed);
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        thread = door.whenOpen("ledger-watch", this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var started = thread;
        if (started != null) {
            started.interrupt();
            started.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        try {
            while (running) {
                try {
                    look();
                } catch (RuntimeException failure) {
                    if (running) {
                        LOG.warnf("The ledger could not be looked at: %s", failure.toString());
                    }
                }
                Thread.sleep(config.every());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var balance = in(ledger::trialBalance);
        show(balance);
        if (!balance.isBalanced()) {
            in(session -> desk.checkTrialBalance(session, balance));
        }
        for (int pages = 0; pages < config.newPagesMax() && running && in(desk::checkNew); pages++) {
            // until there is nothing new, or it is enough for one look
        }
        in(desk::checkWhole);
        open.set(in(findings::countOpen));
        unsealed.set(in(session -> seals.countUnsealed(session, UNSEALED_COUNTED)));
    }

    private <T extends @Nullable Object> T in(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.runApart(work).await().indefinitely();
    }

    private void show(TrialBalance balance) {
        for (var total : balance.currencies()) {
            gauge(imbalances, "bonafide.escrow.ledger.imbalance", total.currency())
                    .set(total.differenceMinor());
        }
        for (var line : balance.lines()) {
            if (line.kind() == AccountKind.ESCROW_LIABILITY) {
                gauge(held, "bonafide.escrow.held", line.currency()).set(Math.negateExact(line.balanceMinor()));
            }
        }
    }

    private AtomicLong gauge(Map<String, AtomicLong> gauges, String name, String currency) {
        return gauges.computeIfAbsent(currency, known -> {
            var value = new AtomicLong();
            meters.gauge(name, List.of(Tag.of("currency", known)), value);
            return value;
        });
    }
}
