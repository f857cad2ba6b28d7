package dev.bonafide.gateway.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Where the clock shall go. */
sealed interface Wish {

    /** That much farther. */
    record Advance(Duration by) implements Wish {}

    /** To that moment. */
    record To(Instant moment) implements Wish {}

    /** The moment, seen from the present one; one beyond all calendars is the last of them. */
    default Instant from(Instant now) {
        return switch (this) {
            case Advance advance -> {
                try {
                    yield now.plus(advance.by());
                } catch (DateTimeException | ArithmeticException beyond) {
                    yield advance.by().isNegative() ? Instant.MIN : Instant.MAX;
                }
            }
            case To to -> to.moment();
        };
    }
}
