package dev.bonafide.listing.store;

import dev.bonafide.kit.transaction.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of one row by their place in the query. A column that must have a value and has none is a broken row. */
record Row(@Nullable Object[] columns) {

    UUID uuid(int place) {
        return (UUID) required(place);
    }

    String text(int place) {
        return required(place).toString();
    }

    long whole(int place) {
        return ((Number) required(place)).longValue();
    }

    boolean truth(int place) {
        return (Boolean) required(place);
    }

    Instant instant(int place) {
        return Columns.instant(required(place));
    }

    Optional<UUID> maybeUuid(int place) {
        return Optional.ofNullable((UUID) columns[place]);
    }

    Optional<String> maybeText(int place) {
        return Optional.ofNullable((String) columns[place]);
    }

    Optional<Instant> maybeInstant(int place) {
        return Optional.ofNullable(Columns.instantOrNull(columns[place]));
    }

    /** Texts that are kept in one column, joined by commas. */
    List<String> texts(int place) {
        String joined = text(place);
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private Object required(int place) {
        Object value = columns[place];
        if (value == null) {
            throw new IllegalStateException("Column " + place + " has no value");
        }
        return value;
    }
}
