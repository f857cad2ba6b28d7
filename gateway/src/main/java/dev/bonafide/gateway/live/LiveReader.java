package dev.bonafide.gateway.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.gateway.config.LiveConfig;
import dev.bonafide.kit.event.EventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads what is to be told out of a record: whom it concerns, and what of it may leave the house. */
@ApplicationScoped
public class LiveReader {

    private static final Logger LOG = Logger.getLogger(LiveReader.class);

    private final LiveConfig config;
    private final ObjectMapper mapper;

    LiveReader(LiveConfig config, ObjectMapper mapper) {
        this.config = config;
        this.mapper = mapper;
    }

    /**
     * What a record tells; nothing if it concerns no account, is not meant to be told, or cannot be read.
     *
     * @param loggedAt see {@link LiveEvent#loggedAt()}
     */
    Optional<LiveEvent> read(ConsumerRecord<byte[], byte[]> logged, Instant loggedAt) {
        @Nullable String id = EventHeaders.read(logged.headers(), EventHeaders.ID);
        @Nullable String type = EventHeaders.read(logged.headers(), EventHeaders.TYPE);
        if (id == null
                || type == null
                || logged.value() == null
                || config.untold().contains(type)) {
            return Optional.empty();
        }
        try {
            if (!(mapper.readTree(logged.value()) instanceof ObjectNode payload)) {
                return Optional.empty();
            }
            Set<UUID> concerned = concerned(payload);
            if (concerned.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode told = mapper.createObjectNode().put("id", id).put("type", type);
            put(told, "subject", EventHeaders.read(logged.headers(), EventHeaders.SUBJECT));
            put(told, "time", EventHeaders.read(logged.headers(), EventHeaders.TIME));
            if (logged.value().length <= config.payloadBytesMax()) {
                payload.remove(config.withheld().getOrDefault(type, Set.of()));
                told.set("data", payload);
            }
            return Optional.of(new LiveEvent(
                    id,
                    shortName(type),
                    mapper.writeValueAsString(told),
                    Set.copyOf(concerned),
                    Place.of(logged.topic(), logged.partition()),
                    logged.offset(),
                    loggedAt));
        } catch (IOException unreadable) {
            LOG.warnf("%s at %s-%d@%d is not JSON", type, logged.topic(), logged.partition(), logged.offset());
            return Optional.empty();
        }
    }

    private Set<UUID> concerned(ObjectNode payload) {
        Set<UUID> accounts = new HashSet<>();
        for (String field : config.concernedFields()) {
            @Nullable JsonNode named = payload.get(field);
            if (named != null && named.isTextual()) {
                try {
                    accounts.add(UUID.fromString(named.asText()));
                } catch (IllegalArgumentException nobody) {
                    LOG.debugf("%s names no account", field);
                }
            }
        }
        return accounts;
    }

    private static void put(ObjectNode told, String name, @Nullable String value) {
        if (value != null) {
            told.put(name, value);
        }
    }

    /** {@code OrderFunded} of {@code bonafide.escrow.OrderFunded.v1}. */
    static String shortName(String type) {
        String[] words = type.split("\\.");
        String name = words.length >= 3 ? words[words.length - 2] : type;
        // It becomes a line of its own in the stream.
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
