package dev.bonafide.risk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bonafide.kit.event.EventJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Values of rows as the rest of the service knows them. */
final class Rows {
    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private Rows() {}

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static String json(Object value) {
        return EventJson.write(value);
    }

    static <T> T json(Object text, TypeReference<T> as) {
        try {
            return JSON.readValue((String) text, as);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A column is not readable as " + as.getType(), impossible);
        }
    }

    static Map<String, String> facts(Object text) {
        return json(text, new TypeReference<>() {});
    }
}
