package dev.bonafide.logistics.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One fact about a parcel in normal form. It holds only what the carrier said, neither when it came nor what was known
 * before, so the same message gives the same observation whenever it is read.
 *
 * @param k identity: equal for equal facts; a hash in lower-case hex
 * @param eventKey names the carrier's event, so that a later one can retract it; absent where events have no id
 * @param retracts the {@code eventKey} of the event this one takes back
 * @param rawCode the carrier's code, with its sub code after a slash
 * @param mapVersion version of the map the code was read with
 */
public record Observation(
        String k,
        String carrier,
        String number,
        @Nullable String eventKey,
        @Nullable String retracts,
        Code code,
        String rawCode,
        Instant occurredAt,
        @Nullable String city,
        Proof proof,
        int mapVersion) {

    /** Total: {@code k} is unique. */
    static final Comparator<Observation> ORDER = Comparator.comparing(Observation::occurredAt)
            .thenComparing(observation -> observation.code().rank())
            .thenComparing(Observation::k);

    private static final String BETWEEN = "\u001f";

    /** The event in normal form, read with that map. */
    public static Observation of(String carrier, CarrierEvent event, CarrierMap map) {
        String raw = event.subCode() == null ? event.rawCode() : event.rawCode() + "/" + event.subCode();
        @Nullable String eventId = event.eventId();
        return new Observation(
                identity(carrier, event, raw),
                carrier,
                event.number(),
                eventId == null ? null : eventKey(carrier, event.number(), eventId),
                event.retracts() == null ? null : eventKey(carrier, event.number(), event.retracts()),
                map.read(event.rawCode(), event.subCode(), event.text()),
                raw,
                event.occurredAt(),
                event.city(),
                event.proof(),
                map.version());
    }

    /** Names one event of a carrier. */
    static String eventKey(String carrier, String number, String eventId) {
        return hash("event", carrier, number, eventId);
    }

    /**
     * Everything the carrier said goes in, so one identity never stands for two contents and the union of two states needs
     * no choice. Without an id of the event its time counts to the second, as carriers repeat lists with other fractions.
     */
    private static String identity(String carrier, CarrierEvent event, String raw) {
        @Nullable String eventId = event.eventId();
        String city = event.city() == null ? "" : event.city();
        return eventId == null
                ? hash(
                        "fact",
                        carrier,
                        event.number(),
                        raw,
                        event.occurredAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        city)
                : hash(
                        "fact",
                        carrier,
                        event.number(),
                        eventId,
                        raw,
                        event.occurredAt().toString(),
                        city);
    }

    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
