package dev.bonafide.kit.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** JSON of event payloads. Readers ignore what they do not know, so that fields can be added freely. */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    /** The payload as JSON text; optional fields without a value are left out. */
    public static String write(Object payload) {
        try {
            return MAPPER.writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(
                    "Not writable as JSON: " + payload.getClass().getName(), impossible);
        }
    }

    /** The payload as the reader's own record. */
    public static <T> T read(byte[] json, Class<T> as) throws IOException {
        return MAPPER.readValue(json, as);
    }

    /** The payload as the reader's own record, from text that is known to be well formed. */
    public static <T> T read(String json, Class<T> as) {
        try {
            return MAPPER.readValue(json, as);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("Not readable as " + as.getSimpleName(), malformed);
        }
    }
}
