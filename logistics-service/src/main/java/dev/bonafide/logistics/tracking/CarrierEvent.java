package dev.bonafide.logistics.tracking;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event as a carrier tells it, before it is read with the carrier's map.
 *
 * @param number tracking number, normalised
 * @param eventId the carrier's own id of the event, where it has one
 * @param rawCode the carrier's code
 * @param subCode what refines the code, where the carrier has that
 * @param text what the carrier writes beside it; used to read the code and never kept, for it may name people
 * @param occurredAt when it happened by the carrier's word
 * @param city administrative code of the city, six digits
 * @param retracts id of an earlier event that the carrier takes back
 */
public record CarrierEvent(
        String number,
        @Nullable String eventId,
        String rawCode,
        @Nullable String subCode,
        @Nullable String text,
        Instant occurredAt,
        @Nullable String city,
        @Nullable String retracts,
        Proof proof) {

    /** A number as it is compared: capital letters, without spaces. */
    public static String normalised(String number) {
        return number.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
    }
}
