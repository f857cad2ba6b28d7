package dev.bonafide.logistics.carrier.sf;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.logistics.carrier.Carrier.Reading;
import dev.bonafide.logistics.carrier.CarrierWords;
import dev.bonafide.logistics.tracking.Proof;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The route messages of SF Express. Their times carry no zone and are those of Shanghai. */
public final class SfRoutes {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    record Message(@JsonProperty("Body") @Nullable Body body) {}

    record Body(@JsonProperty("WaybillRoute") @Nullable List<Route> routes) {}

    record Route(
            @Nullable String id,
            @Nullable String mailno,
            @Nullable String acceptTime,
            @Nullable String opCode,
            @Nullable String secondaryStatusCode,
            @Nullable String remark) {}

    private SfRoutes() {}

    /** The events in it; addresses and courier's names in its texts go no further. */
    public static Reading read(byte[] body) {
        List<Route> routes;
        try {
            Message message = EventJson.read(body, Message.class);
            routes = Optional.ofNullable(message)
                    .map(Message::body)
                    .map(Body::routes)
                    .orElse(List.of());
        } catch (IOException notJson) {
            return new Reading.NotUnderstood();
        }
        var events = routes.stream()
                .filter(Objects::nonNull)
                .map(route -> CarrierWords.event(
                        route.mailno(),
                        route.id(),
                        route.opCode(),
                        route.secondaryStatusCode(),
                        route.remark(),
                        instant(route.acceptTime()),
                        null,
                        null,
                        Proof.NONE))
                .flatMap(Optional::stream)
                .toList();
        return events.isEmpty()
                ? new Reading.NotUnderstood()
                : new Reading.Understood(events, routes.size() - events.size());
    }

    private static @Nullable Instant instant(@Nullable String time) {
        try {
            return time == null
                    ? null
                    : LocalDateTime.parse(time, TIME).atZone(ZONE).toInstant();
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
