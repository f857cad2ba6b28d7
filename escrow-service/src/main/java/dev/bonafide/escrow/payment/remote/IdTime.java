package dev.bonafide.escrow.payment.remote;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When an id was made: the first 48 bits of a UUID of version 7 are milliseconds since 1970. */
public final class IdTime {
    private static final int VERSION = 7;

    private IdTime() {}

    /** The time an id was made, if it tells. */
    public static Optional<Instant> of(UUID id) {
        return id.version() == VERSION
                ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                : Optional.empty();
    }
}
