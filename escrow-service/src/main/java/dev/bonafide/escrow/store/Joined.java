package dev.bonafide.escrow.store;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many values as one parameter, for {@code string_to_array(:values, ',')}: a statement that is the same for any number of
 * values is prepared once. For ids and account codes, which hold no comma.
 */
final class Joined {
    private Joined() {}

    static String of(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(","));
    }
}
