package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gauge {@code bonafide.escrow.ruled.unpaid}: rulings whose money should have moved a minute ago and has not, or could not
 * be fixed while the order is still frozen for them. It must be 0. It is counted in the database, so that every replica shows
 * the same and a restart forgets nothing.
 */
@ApplicationScoped
public class UnpaidRulings {
    private static final Logger LOG = Logger.getLogger(UnpaidRulings.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final RulingMoneys moneys;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();
    private final Door door;
    private @Nullable Thread thread;

    UnpaidRulings(RulingMoneys moneys, Transactions transactions, Clock clock, MeterRegistry meters, Door door) {
        this.moneys = moneys;
        this.transactions = transactions;
        this.clock = clock;
        this.door = door;
        meters.gauge("bonafide.escrow.ruled.unpaid", count);
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
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            var before = clock.instant().minus(PATIENCE);
            count.set(transactions
                    .runApart(session -> moneys.unpaid(session, before))
                    .await()
                    .indefinitely());
        } catch (RuntimeException failure) {
            LOG.warnf("Unpaid rulings are not counted for now: %s", failure.toString());
        }
    }
}
