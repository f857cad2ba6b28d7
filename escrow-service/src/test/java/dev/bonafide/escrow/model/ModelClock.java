package dev.bonafide.escrow.model;

import dev.bonafide.kit.event.EventContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A time of its own for each story: that of the correlation id under which the work goes on. So many stories are told at
 * once, each as fast as it goes, and none waits for a clock.
 */
@Alternative
@Singleton
@Typed({Clock.class, ModelClock.class})
final class ModelClock extends Clock {
    private final Map<String, Instant> moments = new ConcurrentHashMap<>();

    void set(String story, Instant now) {
        moments.put(story, now);
    }

    void forget(String story) {
        moments.remove(story);
    }

    @Override
    public Instant instant() {
        var story = EventContext.current().correlationId();
        var moment = story == null ? null : moments.get(story);
        return moment == null ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS) : moment;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Business time is in UTC");
    }
}
