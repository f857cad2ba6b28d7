package dev.bonafide.logistics.desk;

import dev.bonafide.kit.timer.Timers;
import dev.bonafide.logistics.config.LogisticsConfig;
import dev.bonafide.logistics.store.CarrierMessages;
import dev.bonafide.logistics.store.Observations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Forgets carriers' messages, and what they said of numbers that nobody registered, when their time is over. */
@ApplicationScoped
public class Forgetting {

    /** The kind of the timers: one for each day on which something came. */
    public static final String TIMER = "carrier.forget";

    private final CarrierMessages messages;
    private final Observations observations;
    private final Timers timers;
    private final Duration keepFor;
    private final Clock clock;

    Forgetting(
            CarrierMessages messages, Observations observations, Timers timers, LogisticsConfig config, Clock clock) {
        this.messages = messages;
        this.observations = observations;
        this.timers = timers;
        this.keepFor = config.carrier().keepMessagesFor();
        this.clock = clock;
    }

    /** Sees to it that what has come now is forgotten one day. */
    Uni<Void> arrange(Mutiny.Session session, Instant now) {
        Instant dayAfter = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        UUID day = UUID.nameUUIDFromBytes(dayAfter.toString().getBytes(StandardCharsets.UTF_8));
        return messages.isTimerSet(session, TIMER, day)
                .chain(set -> set
                        ? Uni.createFrom().voidItem()
                        : timers.schedule(session, TIMER, day, dayAfter.plus(keepFor)));
    }

    /** Forgets all that is old enough. */
    public Uni<Void> forget(Mutiny.Session session) {
        Instant before = clock.instant().minus(keepFor);
        return messages.forget(session, before)
                .chain(() -> observations.forgetUnclaimed(session, before))
                .replaceWithVoid();
    }
}
