package dev.bonafide.listing.template;

import java.util.Optional;

/**
 * Where a template's serial number stands and how it is checked.
 *
 * @param field name of the field; its value is sealed and never part of the stored fields
 */
public record SerialRule(String field, Kind kind) {

    /** Kinds of serial numbers. */
    public enum Kind {
        /** A phone's, with check digit. */
        IMEI,
        /** A maker's own: letters and digits. */
        MAKER
    }

    /** The one form of what was written, or nothing if it cannot be such a serial number. */
    public Optional<String> normalised(String written) {
        return switch (kind) {
            case IMEI -> Imei.normalised(written);
            case MAKER ->
                Optional.of(written.replaceAll("[\\s\\-]", "").toUpperCase(java.util.Locale.ROOT))
                        .filter(serial -> serial.matches("[A-Z0-9]{4,40}"));
        };
    }
}
