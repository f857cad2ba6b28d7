package dev.bonafide.gateway.clock;

import java.util.List;

/** All services, as far as their clocks are concerned. Blocks. */
interface Fleet {

    /** What each has still to do. Fails with {@link ServicesAwayException} unless all answer. */
    List<ServiceWork> work();

    /** Sets every clock ahead of the machine's by that much. Fails with {@link ServicesAwayException} unless all do. */
    void raise(long offsetMillis);
}
