package dev.bonafide.kit.retention;

import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Deletes what the mechanics no longer need to remember, by age on the machine's clock, a bounded number of rows at a time. */
@ApplicationScoped
public class Forgetting {
    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int ROWS_MAX = 10_000;

    private final KitConfig.Retention retention;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessClock clock;
    private @Nullable Thread thread;

    Forgetting(KitConfig config, Transactions transactions, Idempotency idempotency, BusinessClock clock) {
        this.retention = config.retention();
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        thread = Thread.ofVirtual().name("forgetting").start(this::run);
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
                Thread.sleep(INTERVAL);
                try {
                    forget();
                } catch (RuntimeException failure) {
                    LOG.warnf("Old rows stay for now: %s", failure.toString());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes old inbox rows and idempotency keys. */
    void forget() {
        var now = clock.machineInstant();
        delete("inbox", "handled_at", now.minus(retention.inbox()));
        idempotency
                .purgeOlderThan(clock.instant().minus(retention.idempotencyKeys()))
                .await()
                .indefinitely();
    }

    private void delete(String table, String column, Instant before) {
        var statement = "delete from " + table + " where ctid = any(array(select ctid from " + table + " where "
                + column + " < :before limit " + ROWS_MAX + "))";
        transactions
                .runApart(session -> session.createNativeQuery(statement)
                        .setParameter("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                        .executeUpdate())
                .await()
                .indefinitely();
    }
}
