package dev.bonafide.kit.clock;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's hand on the clock of one service. The offset is a row, so it survives a restart and reaches every replica
 * within a poll interval of its timers.
 */
@ApplicationScoped
public class SandboxClock {
    private static final String RAISE = """
            insert into sandbox_clock (offset_millis) values (:offset)
            on conflict (singleton) do update set offset_millis = greatest(sandbox_clock.offset_millis, excluded.offset_millis)""";
    private static final String WORK = """
            select (select min(due_at) from timer),
                   (select count(*) from timer where due_at <= :now),
                   (select count(*) from outbox)""";

    /**
     * What a service has still to do at its present time.
     *
     * @param offsetMillis how far its clock is ahead of the machine's
     * @param nextTimerDueAt when its earliest timer is due, if there is one
     * @param dueTimers timers that are due and have not fired
     * @param outboxWaiting events that have not left
     * @param consumerGroups Kafka consumer groups whose lag counts as work
     */
    public record Work(
            Instant now,
            long offsetMillis,
            @Nullable Instant nextTimerDueAt,
            long dueTimers,
            long outboxWaiting,
            List<String> consumerGroups) {}

    private final KitConfig config;
    private final BusinessClock clock;
    private final Transactions transactions;
    private final CommitSignals signals;
    private final List<String> consumerGroups;

    SandboxClock(
            KitConfig config,
            BusinessClock clock,
            Transactions transactions,
            CommitSignals signals,
            @ConfigProperty(name = "bonafide.consumer-groups") List<String> consumerGroups) {
        this.config = config;
        this.clock = clock;
        this.transactions = transactions;
        this.signals = signals;
        this.consumerGroups = consumerGroups;
    }

    KitConfig config() {
        return config;
    }

    /** Whether there is a clock to move. */
    public boolean movable() {
        return config.sandbox();
    }

    /** Takes over an offset that another replica has set, or that was set before a restart. Blocks. */
    public void refresh() {
        if (!movable()) {
            return;
        }
        var stored = transactions
                .<@Nullable Long>runApart(
                        session -> session.createNativeQuery("select offset_millis from sandbox_clock", Long.class)
                                .getSingleResultOrNull())
                .await()
                .indefinitely();
        if (stored != null) {
            clock.moveTo(Duration.ofMillis(stored));
        }
    }

    /** Raises the offset; a smaller one than the present is ignored, because time does not go back. */
    Uni<Void> raise(long offsetMillis) {
        return transactions
                .run(session -> session.createNativeQuery(RAISE)
                        .setParameter("offset", offsetMillis)
                        .executeUpdate())
                .invoke(() -> {
                    clock.moveTo(Duration.ofMillis(offsetMillis));
                    signals.wake(CommitSignals.Work.TIMERS);
                })
                .replaceWithVoid();
    }

    /** What is still to be done. */
    Uni<Work> work() {
        var now = clock.instant();
        return transactions.run(session -> session.createNativeQuery(WORK, Object[].class)
                .setParameter("now", OffsetDateTime.ofInstant(now, java.time.ZoneOffset.UTC))
                .getSingleResult()
                .map(row -> new Work(
                        now,
                        clock.offset().toMillis(),
                        instant(row[0]),
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        consumerGroups)));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    }

    /** Offers the clock to everyone who injects {@link Clock}. */
    static final class Producer {
        @Produces
        @Singleton
        BusinessClock clock() {
            return new BusinessClock();
        }
    }
}
