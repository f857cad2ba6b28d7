package dev.bonafide.risk.rule;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule set that must not be used, with everything that is wrong with it. A service with such a rule set does not start. */
public final class BrokenPolicyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BrokenPolicyException(List<String> problems) {
        super("The rule set is broken:\n  " + String.join("\n  ", problems));
    }

    BrokenPolicyException(String problem, @Nullable Throwable cause) {
        super("The rule set is broken: " + problem, cause);
    }
}
