package dev.bonafide.logistics.web;

import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.logistics.carrier.sandbox.Script;
import dev.bonafide.logistics.carrier.sandbox.Script.Step;
import dev.bonafide.logistics.desk.SandboxDesk;
import dev.bonafide.logistics.tracking.Code;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The sandbox's hand on a parcel. Outside the sandbox there is nothing here. */
@Path("/v1/sandbox/shipments")
@RolesAllowed({Roles.MEMBER, Roles.OPERATOR})
@Tag(name = "Sandbox")
public class SandboxResource {

    private static final String EXAMPLE = """
            {"steps": [{"code": "PICKED_UP", "after": "PT0S", "times": 2}, {"code": "DELIVERED", "after": "PT4H", "times": 3}],
             "shuffle": true, "seed": 7}""";

    /** What shall happen from now on. */
    public record ScriptRequest(
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid StepRequest> steps,
            @Nullable Boolean shuffle,
            @Nullable Long seed) {

        Script script() {
            return new Script(
                    steps.stream().map(StepRequest::step).toList(),
                    Boolean.TRUE.equals(shuffle),
                    seed == null ? 0 : seed);
        }
    }

    /**
     * One scan.
     *
     * @param after business time from now to the scan; none if absent
     * @param times how often it is reported; once if absent
     * @param city where, if not where the code leads one to expect
     */
    public record StepRequest(
            @NotNull Code code,

            @Nullable @Pattern(regexp = "P(?=.)([0-9]{1,2}D)?(T(?=.)([0-9]{1,4}H)?([0-9]{1,4}M)?([0-9]{1,5}S)?)?")
            String after,

            @Nullable @Min(1) @Max(10) Integer times,
            @Nullable @Pattern(regexp = "[0-9]{6}") String city) {

        Step step() {
            Duration when = after == null ? Duration.ZERO : Duration.parse(after);
            return new Step(code, when, when, times == null ? 1 : times, city, false);
        }
    }

    /** What is planned. */
    public record Planned(UUID shipmentId, int messages) {}

    private final SandboxDesk desk;
    private final Idempotency idempotency;
    private final Caller caller;

    SandboxResource(SandboxDesk desk, Idempotency idempotency, Caller caller) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** Replaces the rest of the trip. */
    @POST
    @Path("/{id}/script")
    @Operation(
            operationId = "scriptShipment",
            summary = "Say what the sandbox's carrier does with a parcel from now on")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "outOfOrder", value = EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "Planned",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "planned",
                                            value =
                                                    "{\"shipmentId\": \"019aa1f0-0005-7001-8000-000000001389\", \"messages\": 5}")))
    @APIResponse(responseCode = "404", description = "No such parcel of the caller's, or no sandbox")
    public Uni<Response> script(@RestPath UUID id, @Valid @NotNull ScriptRequest asked) {
        UUID account = caller.accountId();
        boolean anySellers = caller.hasRole(Roles.OPERATOR);
        Script script = asked.script();
        int messages = script.steps().stream().mapToInt(Step::times).sum();
        return idempotency.once(
                account,
                asked,
                session -> desk.script(session, account, anySellers, id, script)
                        .map(planned -> planned
                                ? Answer.accepted(new Planned(id, messages))
                                : Answer.of(HttpProblems.notFound())));
    }
}
