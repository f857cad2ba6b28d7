package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.kit.event.EventJson;
import dev.bonafide.logistics.carrier.Carrier.Reading;
import dev.bonafide.logistics.carrier.CarrierWords;
import dev.bonafide.logistics.tracking.Proof;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message of the sandbox's carrier, as it stands in the body of its webhook. */
public record SandboxMessage(@Nullable List<Event> events) {

    /**
     * One scan.
     *
     * @param code the carrier's own, see its map
     * @param at when it happened
     * @param city administrative code
     * @param retracts {@code eventId} of an earlier scan that was none
     */
    public record Event(
            @Nullable String number,
            @Nullable String eventId,
            @Nullable String code,
            @Nullable String sub,
            @Nullable String text,
            @Nullable Instant at,
            @Nullable String city,
            @Nullable String retracts,
            @Nullable Proof proof) {}

    String json() {
        return EventJson.write(this);
    }

    static Reading read(byte[] body) {
        List<Event> told;
        try {
            SandboxMessage message = EventJson.read(body, SandboxMessage.class);
            told = message == null ? null : message.events();
        } catch (IOException notJson) {
            return new Reading.NotUnderstood();
        }
        if (told == null) {
            return new Reading.NotUnderstood();
        }
        var events = told.stream()
                .filter(Objects::nonNull)
                .map(event -> CarrierWords.event(
                        event.number(),
                        event.eventId(),
                        event.code(),
                        event.sub(),
                        event.text(),
                        event.at(),
                        event.city(),
                        event.retracts(),
                        event.proof()))
                .flatMap(Optional::stream)
                .toList();
        return new Reading.Understood(events, told.size() - events.size());
    }
}
