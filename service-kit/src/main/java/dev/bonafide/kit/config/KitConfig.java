package dev.bonafide.kit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the shared mechanics. Durations here are machine time: they pace technical work, never business deadlines. */
@ConfigMapping(prefix = "bonafide.kit")
public interface KitConfig {
    /** Whether this installation is a sandbox: only there can the clock be moved and the outside parties be scripted. */
    @WithDefault("false")
    boolean sandbox();

    Outbox outbox();

    Inbox inbox();

    Timers timers();

    Retention retention();

    /** How events leave. */
    interface Outbox {
        /** Most events sent before their rows are deleted together. */
        @WithDefault("500")
        int batchSize();

        /**
         * Longest pause after a round that sent something and left nothing waiting; it is as long as the round took, if
         * that is less. An event that comes alone is sent at once; of a steady stream, those that come during the pause
         * travel together, which everybody on their way pays for once instead of for each.
         */
        @WithDefault("8ms")
        Duration pace();

        /** Longest wait before the outbox is looked at although nothing woke the relay. */
        @WithDefault("500ms")
        Duration pollInterval();

        /** First pause after the database or the broker failed; doubles up to {@link #backOffMax()}. */
        @WithDefault("100ms")
        Duration backOff();

        @WithDefault("5s")
        Duration backOffMax();
    }

    /** How events of others are taken in. */
    interface Inbox {
        /** Transactions under way at once; a partition always keeps to the same lane. */
        @WithDefault("4")
        int lanes();

        /** Most records that share one transaction. */
        @WithDefault("64")
        int groupMax();

        /**
         * Longest wait of a shared transaction for a lock. It is the one to give way when it meets another transaction,
         * well before PostgreSQL looks for a deadlock, because its records can still be taken one by one.
         */
        @WithDefault("100ms")
        Duration groupLockWait();

        /** Tries of one record before it becomes a dead letter; failures of the machinery do not count. */
        @WithDefault("3")
        int triesMax();

        /** First pause between tries; doubles up to {@link #backOffMax()}. */
        @WithDefault("50ms")
        Duration backOff();

        @WithDefault("5s")
        Duration backOffMax();
    }

    /** How deadlines are watched. */
    interface Timers {
        /** Longest wait before the timer table is looked at although nothing woke the loop. */
        @WithDefault("500ms")
        Duration pollInterval();

        /** How long timers that are due later wait for a handler; after that, those of other kinds go on beside it. */
        @WithDefault("2s")
        Duration patience();

        /** First pause of a timer whose handler failed; doubles with each attempt up to {@link #backOffMax()}. */
        @WithDefault("200ms")
        Duration backOff();

        @WithDefault("1m")
        Duration backOffMax();
    }

    /** How long the mechanics remember. */
    interface Retention {
        /** Age after which an idempotency key is forgotten. */
        @WithDefault("7d")
        Duration idempotencyKeys();

        /** Age after which a handled event is forgotten; must exceed the retention of the topics. */
        @WithDefault("30d")
        Duration inbox();
    }
}
