package dev.bonafide.kit.clock;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * One service's end of moving the clock. The gateway, which moves all services together, is its only caller; outside the
 * sandbox it answers as if it were not there.
 */
@Path("/sandbox/clock")
@RolesAllowed("operator")
public class SandboxClockResource {
    /** How far the clock shall be ahead of the machine's. */
    public record Offset(@NotNull @PositiveOrZero Long offsetMillis) {}

    private final SandboxClock clock;

    SandboxClockResource(SandboxClock clock) {
        this.clock = clock;
    }

    /** What this service has still to do at its present time. */
    @GET
    @Operation(hidden = true)
    public Uni<SandboxClock.Work> work() {
        requireSandbox();
        return clock.work();
    }

    /** Moves this service's clock forward. */
    @PUT
    @Operation(hidden = true)
    public Uni<SandboxClock.Work> move(@Valid @NotNull Offset offset) {
        requireSandbox();
        return clock.raise(offset.offsetMillis()).chain(clock::work);
    }

    private void requireSandbox() {
        if (!clock.movable()) {
            throw new NotFoundException();
        }
    }
}
