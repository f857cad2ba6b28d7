package dev.bonafide.gateway.clock;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.gateway.config.MoveConfig;
import dev.bonafide.gateway.proxy.Backends;
import dev.bonafide.gateway.proxy.ServiceClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Shows and moves the time of the sandbox. Blocks. */
@ApplicationScoped
class ClockDesk {

    /**
     * The time of the sandbox.
     *
     * @param offsetMillis how far it is ahead of the machine's
     */
    record Shown(Instant now, long offsetMillis, List<ServiceWork> services) {}

    private final Backends backends;
    private final ServiceClient client;
    private final ObjectMapper mapper;
    private final EventLog events;
    private final Clock machine;
    private final MoveConfig config;
    private final ReentrantLock moving = new ReentrantLock();

    ClockDesk(
            Backends backends,
            ServiceClient client,
            ObjectMapper mapper,
            EventLog events,
            Clock machine,
            MoveConfig config) {
        this.backends = backends;
        this.client = client;
        this.mapper = mapper;
        this.events = events;
        this.machine = machine;
        this.config = config;
    }

    /** The present time; fails with {@link ServicesAwayException} unless all services say theirs. */
    Shown show(String authorization) {
        List<ServiceWork> work = fleet(authorization).work();
        long offset = work.stream().mapToLong(ServiceWork::offsetMillis).max().orElse(0);
        return new Shown(machine.instant().plusMillis(offset), offset, work);
    }

    /** Moves the time of all services with the token of whoever asks for it. */
    Moved move(Wish wish, String authorization) throws InterruptedException {
        return new ClockMover(
                        fleet(authorization),
                        events,
                        machine,
                        () -> Thread.sleep(config.pollInterval()),
                        config.stepLimit(),
                        config.daysMax(),
                        moving)
                .move(wish);
    }

    private Fleet fleet(String authorization) {
        return new HttpFleet(backends.names(), client, mapper, authorization, config.answerLimit());
    }
}
