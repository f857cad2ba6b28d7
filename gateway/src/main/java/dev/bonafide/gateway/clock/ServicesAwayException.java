package dev.bonafide.gateway.clock;

import java.io.Serial;
import java.util.List;

/** Somebody whose clock, or whose word, is needed does not answer. */
final class ServicesAwayException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> away;

    ServicesAwayException(List<String> away) {
        super("No answer from " + away, null, false, false);
        this.away = List.copyOf(away);
    }

    /** Their names. */
    List<String> away() {
        return away;
    }
}
