package dev.bonafide.gateway.clock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service has still to do at its present time.
 *
 * @param service its name
 * @param now its present time
 * @param offsetMillis how far its clock is ahead of the machine's
 * @param nextTimerDueAt when its earliest timer is due, if there is one
 * @param dueTimers timers that are due and have not fired
 * @param outboxWaiting events that have not left
 * @param consumerGroups Kafka consumer groups whose lag counts as work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceWork(
        String service,
        Instant now,
        long offsetMillis,
        @Nullable Instant nextTimerDueAt,
        long dueTimers,
        long outboxWaiting,
        List<String> consumerGroups) {

    /** Copies the groups. */
    public ServiceWork {
        consumerGroups = List.copyOf(consumerGroups);
    }

    /** What keeps it from rest, for a person to read; empty if nothing does. */
    List<String> busyWith() {
        List<String> work = new ArrayList<>();
        if (dueTimers > 0) {
            work.add(service + ": timers due: " + dueTimers);
        }
        if (outboxWaiting > 0) {
            work.add(service + ": events to send: " + outboxWaiting);
        }
        return work;
    }
}
