package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the ledger again and again and shows what it finds: the money held, and the imbalance, which is zero. Runs on
 * machine time; it guards nothing, the database does, but it would be the first to see a book that somebody opened.
 */
@ApplicationScoped
public class LedgerWatch {
    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);

    private final Ledger ledger;
    private final Transactions transactions;
    private final MeterRegistry meters;
    private final Duration every;
    private final Map<String, AtomicLong> imbalances = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> held = new ConcurrentHashMap<>();
    private @Nullable Cancellable watching;

    LedgerWatch(
            Ledger ledger,
            Transactions transactions,
            MeterRegistry meters,
            @ConfigProperty(name = "bonafide.escrow.ledger-watch.every") Duration every) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.meters = meters;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        watching = Multi.createFrom()
                .ticks()
                .every(every)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> look())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("The ledger is no longer watched", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        var started = watching;
        if (started != null) {
            started.cancel();
        }
    }

    private Uni<Void> look() {
        return transactions
                .runApart(ledger::trialBalance)
                .invoke(this::show)
                .onFailure()
                .invoke(failure -> LOG.warnf("The ledger could not be added up: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void show(TrialBalance balance) {
        for (var total : balance.currencies()) {
            gauge(imbalances, "bonafide.escrow.ledger.imbalance", total.currency())
                    .set(total.differenceMinor());
            if (total.differenceMinor() != 0) {
                LOG.errorf("The ledger is out of balance by %d %s", total.differenceMinor(), total.currency());
            }
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
