package dev.bonafide.risk.stream;

import dev.bonafide.kit.event.EventJson;
import dev.bonafide.risk.events.DecisionLoggedV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The last decisions of each account, so that a fact which comes again is answered as before, letter by letter, although its
 * account has seen more since.
 */
final class KeptDecisions {
    /** Places per account; far more than one account gets verdicts between two commits of the stream. */
    static final int PLACES = 16;

    private final KeyValueStore<String, byte[]> store;

    KeptDecisions(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void keep(DecisionLoggedV1 decision, long number) {
        var json = EventJson.write(decision).getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(2 * Long.BYTES + json.length)
                .putLong(decision.eventId().getMostSignificantBits())
                .putLong(decision.eventId().getLeastSignificantBits())
                .put(json);
        store.put(place(decision.accountId(), Math.floorMod(number, (long) PLACES)), bytes.array());
    }

    Optional<DecisionLoggedV1> find(UUID account, UUID eventId) {
        for (long place = 0; place < PLACES; place++) {
            var kept = store.get(place(account, place));
            if (kept != null) {
                var bytes = ByteBuffer.wrap(kept);
                if (new UUID(bytes.getLong(), bytes.getLong()).equals(eventId)) {
                    var json = new byte[bytes.remaining()];
                    bytes.get(json);
                    return Optional.of(read(json));
                }
            }
        }
        return Optional.empty();
    }

    private static DecisionLoggedV1 read(byte[] json) {
        try {
            return EventJson.read(json, DecisionLoggedV1.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String place(UUID account, long place) {
        return account + "#" + place;
    }
}
