package dev.bonafide.gateway.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one account has been told, as the number of the last event from each place. It says so without reference to any
 * replica of the gateway or to the order in which that replica happened to see things, so any replica can go on from it,
 * without a gap and without a repetition. Its text is the id of a server-sent event.
 *
 * <p>Not safe for several threads.
 */
final class Position {

    /** Clocks of those who write the log differ by less than this. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final int VERSION = 1;
    private static final int PLACES_MAX = 4096;
    private static final int TEXT_LENGTH_MAX = 64 * 1024;

    private final int log;
    private final Map<Place, Long> told;
    private Instant completeTo;

    private Position(int log, Map<Place, Long> told, Instant completeTo) {
        this.log = log;
        this.told = told;
        this.completeTo = completeTo;
    }

    /** Nothing told yet of that log; a log that was made anew has another number. */
    static Position before(int log, Instant completeTo) {
        return new Position(log, new HashMap<>(), completeTo);
    }

    /** The position of a text, or nothing if the text is none of ours. */
    static Optional<Position> parse(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            if (in.readUnsignedByte() != VERSION) {
                return Optional.empty();
            }
            int log = in.readInt();
            Instant completeTo = Instant.ofEpochSecond(readNumber(in));
            Map<Place, Long> told = new HashMap<>();
            for (long topics = readNumber(in); topics > 0; topics--) {
                int topic = in.readInt();
                for (long partitions = readNumber(in); partitions > 0; partitions--) {
                    told.put(new Place(topic, (int) readNumber(in)), readNumber(in));
                    if (told.size() > PLACES_MAX) {
                        return Optional.empty();
                    }
                }
            }
            return in.read() < 0 ? Optional.of(new Position(log, told, completeTo)) : Optional.empty();
        } catch (IOException | RuntimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether it speaks of that log. */
    boolean isOf(int otherLog) {
        return log == otherLog;
    }

    /** Everything the log took before this moment has been told, as far as it concerned the account. */
    Instant completeTo() {
        return completeTo;
    }

    /** Whether the event has been told. */
    boolean covers(LiveEvent event) {
        @Nullable Long last = told.get(event.place());
        return last != null && last >= event.offset();
    }

    /** Notes that the event, and all before it, have been told. */
    void tell(LiveEvent event) {
        told.merge(event.place(), event.offset(), Math::max);
        completeTo = later(completeTo, event.loggedAt().minus(SKEW));
    }

    /** Notes that there is nothing more to tell at this moment. */
    void caughtUp(Instant now) {
        completeTo = later(completeTo, now.minus(SKEW));
    }

    /** The text of this position, in the alphabet of base64url. */
    String text() {
        Map<Integer, List<Map.Entry<Place, Long>>> byTopic = new TreeMap<>();
        told.entrySet()
                .forEach(entry -> byTopic.computeIfAbsent(entry.getKey().topic(), _ -> new ArrayList<>())
                        .add(entry));
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(log);
            writeNumber(out, completeTo.getEpochSecond());
            writeNumber(out, byTopic.size());
            for (var topic : byTopic.entrySet()) {
                out.writeInt(topic.getKey());
                writeNumber(out, topic.getValue().size());
                for (var place : topic.getValue()) {
                    writeNumber(out, place.getKey().partition());
                    writeNumber(out, place.getValue());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long left = number;
        while (left > 0x7F) {
            out.writeByte((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int part = in.readUnsignedByte();
            number |= (long) (part & 0x7F) << shift;
            if (part <= 0x7F) {
                return number;
            }
        }
        throw new IOException("A number that does not end");
    }
}
