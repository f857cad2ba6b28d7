package dev.bonafide.logistics.carrier;

import dev.bonafide.logistics.tracking.CarrierEvent;
import dev.bonafide.logistics.tracking.Proof;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The narrow door through which carriers' words come in. Codes, ids and cities have a form that leaves no room for a name
 * or a street; what does not have it is dropped.
 */
public final class CarrierWords {

    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9_-]{4,40}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,40}");
    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern CITY = Pattern.compile("[0-9]{6}");

    private CarrierWords() {}

    /** The event, or nothing if number, code or time are missing or have no such form. */
    public static Optional<CarrierEvent> event(
            @Nullable String number,
            @Nullable String eventId,
            @Nullable String rawCode,
            @Nullable String subCode,
            @Nullable String text,
            @Nullable Instant occurredAt,
            @Nullable String city,
            @Nullable String retracts,
            @Nullable Proof proof) {
        @Nullable String soundNumber = number == null ? null : formed(NUMBER, CarrierEvent.normalised(number));
        @Nullable String soundCode = formed(CODE, rawCode);
        if (soundNumber == null || soundCode == null || occurredAt == null) {
            return Optional.empty();
        }
        return Optional.of(new CarrierEvent(
                soundNumber,
                formed(EVENT_ID, eventId),
                soundCode,
                formed(CODE, subCode),
                text,
                occurredAt,
                formed(CITY, city),
                formed(EVENT_ID, retracts),
                proof == null ? Proof.NONE : proof));
    }

    private static @Nullable String formed(Pattern form, @Nullable String word) {
        return word != null && form.matcher(word).matches() ? word : null;
    }
}
