package dev.bonafide.escrow.payment.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings without which an adapter cannot work. All are set, or none; anything between is a mistake to be told. */
public final class Needed {
    private final String prefix;
    private final List<String> set = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * @param prefix what the names of all settings begin with
     */
    public Needed(String prefix) {
        this.prefix = prefix;
    }

    /** Needs one more. */
    public Needed and(String name, Optional<?> value) {
        return and(name, value.isPresent());
    }

    /** Needs one more, which may be there in more than one form. */
    public Needed and(String name, boolean isSet) {
        (isSet ? set : missing).add(prefix + "." + name);
        return this;
    }

    /** Whether the adapter can work; an {@link IllegalStateException} with every name if it was only begun to be set up. */
    public boolean isThere() {
        if (!set.isEmpty() && !missing.isEmpty()) {
            throw new IllegalStateException("Half configured: " + String.join(", ", missing) + " "
                    + (missing.size() == 1 ? "is" : "are") + " missing, while " + String.join(", ", set) + " "
                    + (set.size() == 1 ? "is" : "are") + " set. Set all of them to offer the provider, or none.");
        }
        return missing.isEmpty();
    }
}
