package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.logistics.carrier.Carrier.Subscription;
import dev.bonafide.logistics.carrier.sandbox.Script.Step;
import dev.bonafide.logistics.tracking.CarrierMap;
import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Turns a script into the webhooks to be sent, each with its time. The same script and seed give the same diary. */
final class Diary {

    private static final String ORIGIN_CITY = "440300";
    private static final String DESTINATION_CITY = "310100";
    private static final String UNMAPPED_CODE = "X99";

    /**
     * A webhook to be sent.
     *
     * @param messageId two with the same are one message sent twice
     */
    record Entry(String messageId, Instant sentAt, String body, boolean wronglySigned) {}

    private record Copy(String messageId, String body, boolean wronglySigned, Instant sentAt) {}

    private Diary() {}

    static List<Entry> of(Script script, Subscription subscription, CarrierMap map, Instant start, Supplier<UUID> ids) {
        List<Copy> copies = new ArrayList<>();
        for (int place = 0; place < script.steps().size(); place++) {
            copies.addAll(copies(script.steps().get(place), subscription, map, start, place, ids.get()));
        }
        copies.sort(Comparator.comparing(Copy::sentAt));
        List<Instant> times = copies.stream().map(Copy::sentAt).toList();
        if (script.shuffle()) {
            Collections.shuffle(copies, new Random(script.seed()));
        }
        List<Entry> entries = new ArrayList<>();
        for (int place = 0; place < copies.size(); place++) {
            Copy copy = copies.get(place);
            entries.add(new Entry(copy.messageId(), times.get(place), copy.body(), copy.wronglySigned()));
        }
        return entries;
    }

    private static List<Copy> copies(
            Step step, Subscription subscription, CarrierMap map, Instant start, int place, UUID eventId) {
        // Steps of one instant stay in their order, as scans have one; a microsecond is what the database can tell
        // apart.
        Duration apart = Duration.of(place, ChronoUnit.MICROS);
        String body = new SandboxMessage(List.of(
                        event(step, subscription, map, start.plus(step.after()).plus(apart), eventId)))
                .json();
        List<Copy> copies = new ArrayList<>();
        for (int copy = 0; copy < step.times(); copy++) {
            String messageId = copy == 0 ? "sb-" + eventId : "sb-" + eventId + "-again";
            copies.add(new Copy(
                    messageId,
                    body,
                    step.wronglySigned(),
                    start.plus(step.sentAfter()).plus(apart)));
        }
        return copies;
    }

    private static SandboxMessage.Event event(
            Step step, Subscription subscription, CarrierMap map, Instant at, UUID eventId) {
        var row = map.saying(step.code());
        return new SandboxMessage.Event(
                subscription.number(),
                eventId.toString(),
                row.map(CarrierMap.Row::rawCode).orElse(UNMAPPED_CODE),
                row.map(CarrierMap.Row::subCode).orElse(null),
                row.map(CarrierMap.Row::sampleText).orElse(null),
                at,
                step.city() == null ? usualCity(step.code(), subscription) : step.city(),
                null,
                step.code() == Code.DELIVERED ? Proof.SIGNATURE : null);
    }

    private static String usualCity(Code code, Subscription subscription) {
        String destination = subscription.destinationCity() == null ? DESTINATION_CITY : subscription.destinationCity();
        return switch (code) {
            case UNKNOWN, LABEL_CREATED, CANCELLED, PICKED_UP, IN_TRANSIT, CUSTOMS, HELD, RETURNED, DAMAGED, LOST ->
                ORIGIN_CITY;
            case ARRIVED, OUT_FOR_DELIVERY, DELIVERY_FAILED, AT_PICKUP_POINT, REFUSED, DELIVERED, RETURNING ->
                destination;
        };
    }
}
