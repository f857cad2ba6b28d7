package dev.bonafide.launcher.part;

import java.util.List;
import java.util.Locale;

/**
 * A service of this repository, run from its packaged application.
 *
 * @param key the word by which commands call it, also the name of its database and role
 * @param module folder and Maven module
 * @param port HTTP port before any offset
 * @param heapMegabytes upper limit of its heap
 * @param hasDatabase false only for the gateway
 */
public record Service(String key, String module, int port, int heapMegabytes, boolean hasDatabase) implements Part {

    @Override
    public String title() {
        return module;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(port, module));
    }

    /** The variable in which others find its address. */
    public String addressVariable() {
        return key.toUpperCase(Locale.ROOT) + "_URL";
    }

    /** The variable that names its folder for state derived from events. */
    public String stateVariable() {
        return key.toUpperCase(Locale.ROOT) + "_STATE_DIR";
    }
}
