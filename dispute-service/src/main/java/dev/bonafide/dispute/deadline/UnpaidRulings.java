package dev.bonafide.dispute.deadline;

import dev.bonafide.dispute.config.DisputeConfig;
import dev.bonafide.dispute.store.Disputes;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gauge {@code bonafide.dispute.ruled.unpaid}: rulings the money has not followed in time. It must be 0. It is counted
 * in the database, so that every replica shows the same and a restart forgets nothing.
 */
@ApplicationScoped
public class UnpaidRulings {
    private static final Logger LOG = Logger.getLogger(UnpaidRulings.class);

    private final Disputes disputes;
    private final Transactions transactions;
    private final Duration interval;
    private final AtomicLong count = new AtomicLong();
    private final Door door;
    private @Nullable Thread thread;

    UnpaidRulings(Disputes disputes, Transactions transactions, DisputeConfig config, MeterRegistry meters, Door door) {
        this.disputes = disputes;
        this.transactions = transactions;
        this.interval = config.unpaidLookInterval();
        this.door = door;
        meters.gauge("bonafide.dispute.ruled.unpaid", count);
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        thread = door.whenOpen("unpaid-rulings", this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        var started = thread;
        if (started != null) {
            started.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(interval);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            count.set(transactions.runApart(disputes::countUnpaid).await().indefinitely());
        } catch (RuntimeException failure) {
            LOG.warnf("Unpaid rulings are not counted for now: %s", failure.toString());
        }
    }
}
