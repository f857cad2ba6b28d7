package dev.bonafide.gateway.clock;

import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The clock of the sandbox. In production there is no route to it. */
@Path("/v1/sandbox/clock")
@Tag(name = "Sandbox", description = "What only a sandbox can do")
@RolesAllowed(Roles.OPERATOR)
public class ClockResource {

    /**
     * A wish: one of the two.
     *
     * @param advance an ISO 8601 duration, such as {@code P7D}
     * @param to a moment, such as {@code 2026-12-01T00:00:00Z}
     */
    public record Move(@Nullable String advance, @Nullable String to) {}

    /**
     * The time of the sandbox.
     *
     * @param offset how far it is ahead of the machine's
     */
    public record ClockView(Instant now, Duration offset, long offsetMillis, List<ServiceWork> services) {}

    /**
     * A move that is done.
     *
     * @param timersSteps stops made on the way because a timer was due
     * @param tookMillis machine time
     */
    public record MoveView(Instant from, Instant to, int timersSteps, long tookMillis) {}

    private final ClockDesk desk;

    ClockResource(ClockDesk desk) {
        this.desk = desk;
    }

    /** The present time, and what each service has still to do. */
    @GET
    @RunOnVirtualThread
    @Operation(operationId = "getSandboxClock", summary = "The time of the sandbox")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "seven days ahead", value = """
                                                    {"now": "2026-11-30T08:00:00Z", "offset": "PT168H", "offsetMillis": 604800000, "services": []}""")))
    public ClockView show(@Parameter(hidden = true) @HeaderParam("Authorization") String authorization) {
        try {
            ClockDesk.Shown shown = desk.show(authorization);
            return new ClockView(
                    shown.now(), Duration.ofMillis(shown.offsetMillis()), shown.offsetMillis(), shown.services());
        } catch (ServicesAwayException away) {
            throw new ProblemException(away(away.away()));
        }
    }

    /** Moves the time of all services together; answers when everything that became due on the way has happened. */
    @POST
    @RunOnVirtualThread
    @Operation(operationId = "moveSandboxClock", summary = "Move the time of the sandbox forward")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "by a week", value = "{\"advance\": \"P7D\"}"),
                                @ExampleObject(name = "to a moment", value = "{\"to\": \"2026-12-01T00:00:00Z\"}")
                            }))
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "moved by a week", value = """
                                                    {"from": "2026-11-23T08:00:00Z", "to": "2026-11-30T08:00:00Z",
                                                     "timersSteps": 3, "tookMillis": 412}""")))
    @APIResponse(responseCode = "409", description = "Another move is under way")
    @APIResponse(responseCode = "503", description = "A service is away, or did not come to rest in time")
    public MoveView move(
            @NotNull Move move, @Parameter(hidden = true) @HeaderParam("Authorization") String authorization)
            throws InterruptedException {
        return switch (desk.move(wish(move), authorization)) {
            case Moved.Done done -> new MoveView(done.from(), done.to(), done.timersSteps(), done.tookMillis());
            case Moved.AlreadyMoving _ ->
                throw new ProblemException(Problem.of(409, "CLOCK_MOVING").withHeader("Retry-After", "1"));
            case Moved.NotAhead notAhead ->
                throw new ProblemException(Problem.of(422, "CLOCK_NOT_AHEAD")
                        .with("now", notAhead.now().toString()));
            case Moved.TooFar tooFar ->
                throw new ProblemException(Problem.of(422, "CLOCK_TOO_FAR").with("daysMax", tooFar.daysMax()));
            case Moved.NotSettled notSettled ->
                throw new ProblemException(Problem.of(503, "CLOCK_NOT_SETTLED")
                        .with("at", notSettled.at().toString())
                        .with("busy", notSettled.busy()));
            case Moved.Away away -> throw new ProblemException(away(away.who()));
        };
    }

    private static Problem away(List<String> who) {
        return HttpProblems.of(503).with("parts", who).withHeader("Retry-After", "1");
    }

    private static Wish wish(Move move) {
        if ((move.advance() == null) == (move.to() == null)) {
            throw invalid("/advance", "ONE_OF_TWO");
        }
        try {
            if (move.advance() != null) {
                return new Wish.Advance(Duration.parse(move.advance()));
            }
        } catch (DateTimeException noDuration) {
            throw invalid("/advance", "INVALID_FORMAT");
        }
        try {
            return new Wish.To(Instant.parse(Objects.requireNonNull(move.to())));
        } catch (DateTimeException noMoment) {
            throw invalid("/to", "INVALID_FORMAT");
        }
    }

    private static ProblemException invalid(String pointer, String code) {
        return new ProblemException(Problem.of(422, "VALIDATION_FAILED").with(FieldError.at(pointer, code)));
    }
}
