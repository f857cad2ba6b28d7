package dev.bonafide.identity.provider;

import dev.bonafide.identity.verification.ResidentId;
import java.util.UUID;

/**
 * Whether a name and an id number belong together.
 *
 * @param request the question's id, the same however often it is asked
 */
public record RealNameQuestion(UUID request, String name, ResidentId idNumber) {

    /** Only the id, so that no log shows the rest. */
    @Override
    public String toString() {
        return "RealNameQuestion(" + request + ")";
    }
}
