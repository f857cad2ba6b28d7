package dev.bonafide.launcher.part;

import java.util.List;

/** Something the launcher starts and stops: a server from the package registry, or a service of this repository. */
public sealed interface Part permits Server, Service {

    /** The word by which commands and log files call it. */
    String key();

    /** The name shown to people. */
    String title();

    /** Its ports before any offset; the first is the one others talk to. */
    List<Port> ports();

    /**
     * A port and what it is for.
     *
     * @param number before any offset
     * @param purpose completes the sentence "port 8080 is for …"
     */
    record Port(int number, String purpose) {}
}
