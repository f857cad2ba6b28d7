package dev.bonafide.kit.transaction;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a native query hands out for a column, as what it means. */
public final class Columns {
    private Columns() {}

    /** The instant of a {@code timestamptz}, which comes as the one type or the other; the column must have a value. */
    public static Instant instant(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case Instant time -> time;
            case null -> throw new IllegalStateException("A column that must have a time has none");
            default -> throw new IllegalStateException("Not the value of a timestamptz: " + value.getClass());
        };
    }

    /** The same of a column that may have no value. */
    public static @Nullable Instant instantOrNull(@Nullable Object value) {
        return value == null ? null : instant(value);
    }
}
