package dev.bonafide.kit.inbox;

import dev.bonafide.kit.start.Door;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the events of other services. A poll of the broker is acknowledged when each of its records has had its effect
 * or is a dead letter, so what was under way when the process died comes again, and the inbox knows what it has had.
 */
@ApplicationScoped
class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);

    /** Enough for no lane to wait for the next poll, few enough to bound what waits in memory. */
    private static final int POLLS_AT_ONCE = 32;

    private final Lanes lanes;
    private final Door door;
    private @Nullable Thread thread;

    EventConsumer(Lanes lanes, Door door) {
        this.lanes = lanes;
        this.door = door;
    }

    void start(@Observes StartupEvent event, @Channel("events") Multi<Message<ConsumerRecords<String, byte[]>>> polls) {
        thread = door.whenOpen("events", () -> takeIn(polls));
    }

    void stop(@Observes ShutdownEvent event) {
        var waiting = thread;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void takeIn(Multi<Message<ConsumerRecords<String, byte[]>>> polls) {
        polls.onItem()
                .transformToUni(poll -> lanes.take(poll.getPayload()).chain(() -> acknowledge(poll)))
                .merge(POLLS_AT_ONCE)
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("No more events are taken in", failure));
    }

    /** A read position that cannot be written is written with the next one; what comes again meanwhile, the inbox knows. */
    private static Uni<Void> acknowledge(Message<?> poll) {
        return Uni.createFrom()
                .completionStage(poll::ack)
                .onFailure()
                .invoke(failure -> LOG.warnf("A poll is not acknowledged: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
