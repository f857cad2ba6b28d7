package dev.bonafide.escrow.web;

import dev.bonafide.escrow.payment.sandbox.SandboxProvider;
import dev.bonafide.escrow.payment.sandbox.SandboxScript;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plays the buyer's bank. Outside the sandbox it answers as if it were not there. */
@Path("/v1/sandbox/payments/{paymentId}")
@Tag(name = "Sandbox")
@RolesAllowed(Roles.OPERATOR)
public class SandboxPaymentResource {
    private final SandboxProvider provider;
    private final Idempotency idempotency;
    private final Caller caller;

    SandboxPaymentResource(SandboxProvider provider, Idempotency idempotency, Caller caller) {
        this.provider = provider;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * What shall come of a payment.
     *
     * @param script one of those in the README, such as decline, late:PT20M, chargeback:PT0S or chargeback-won
     */
    @Schema(name = "ScriptPayment")
    public record ScriptBody(@NotNull String script) {}

    /** Lets the sandbox's provider tell this of a payment it has been asked for, besides what it was going to tell. */
    @POST
    @Operation(operationId = "scriptSandboxPayment", summary = "Script what the sandbox's provider tells of a payment")
    @APIResponse(responseCode = "202", description = "It will be told")
    @APIResponse(responseCode = "404", description = "PAYMENT_NOT_FOUND")
    @APIResponse(responseCode = "422", description = "SCRIPT_UNKNOWN")
    public Uni<Response> script(UUID paymentId, @Valid @NotNull ScriptBody body) {
        if (!provider.isOffered()) {
            throw new NotFoundException();
        }
        var script = SandboxScript.named(body.script())
                .orElseThrow(() -> new ProblemException(
                        Problem.of(422, "SCRIPT_UNKNOWN").with(FieldError.at("/script", "UNKNOWN_SCRIPT"))));
        return idempotency.once(
                caller.accountId(),
                body,
                session -> provider.script(session, paymentId, script)
                        .map(known -> known ? Answer.accepted(body) : Answer.of(Problem.of(404, "PAYMENT_NOT_FOUND"))));
    }
}
