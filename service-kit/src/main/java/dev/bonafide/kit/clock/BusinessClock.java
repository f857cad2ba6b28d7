package dev.bonafide.kit.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time every rule and deadline goes by: the machine's clock in UTC, to the microsecond as PostgreSQL keeps it, plus an
 * offset that only a sandbox can raise. It never goes back.
 */
public final class BusinessClock extends Clock {
    private final Clock machine;
    private final ZoneId zone;
    private final AtomicLong offsetMillis;

    public BusinessClock() {
        this(Clock.systemUTC(), ZoneOffset.UTC, new AtomicLong());
    }

    private BusinessClock(Clock machine, ZoneId zone, AtomicLong offsetMillis) {
        this.machine = machine;
        this.zone = zone;
        this.offsetMillis = offsetMillis;
    }

    @Override
    public Instant instant() {
        return machine.instant().plusMillis(offsetMillis.get()).truncatedTo(ChronoUnit.MICROS);
    }

    /** Time of the machine itself, for pacing technical work and for telling how far the clock was moved. */
    public Instant machineInstant() {
        return machine.instant();
    }

    /** How far business time is ahead of the machine. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis.get());
    }

    /** Moves business time ahead of the machine by the given offset; a smaller offset than the present one is ignored. */
    void moveTo(Duration offset) {
        offsetMillis.accumulateAndGet(offset.toMillis(), Math::max);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new BusinessClock(machine, other, offsetMillis);
    }
}
