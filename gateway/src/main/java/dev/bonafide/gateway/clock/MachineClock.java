package dev.bonafide.gateway.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The machine's time, in UTC. The gateway decides nothing by business time: it needs the machine's to pace its own work and
 * to say how far the services' clocks shall be ahead of it.
 */
@ApplicationScoped
public class MachineClock {

    /** The only clock of the gateway. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }
}
