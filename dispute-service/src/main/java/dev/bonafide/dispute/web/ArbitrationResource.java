package dev.bonafide.dispute.web;

import dev.bonafide.dispute.desk.DisputeDesk;
import dev.bonafide.dispute.dispute.DisputeCommand.Assign;
import dev.bonafide.dispute.dispute.DisputeCommand.GiveBack;
import dev.bonafide.dispute.dispute.DisputeCommand.Rule;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Reasons;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What arbiters do with a case. */
@Path("/v1/disputes/{id}")
@RolesAllowed(Roles.ARBITER)
@Tag(name = "Arbitration")
public class ArbitrationResource {

    /** What an arbiter decides. */
    public record RulingRequest(
            @NotNull Party outcome,

            @NotBlank @Size(min = 1, max = Reasons.LENGTH_MAX) @Pattern(regexp = DisputeResource.NO_NUL)
            String reasons) {}

    private final DisputeDesk desk;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Speech speech;
    private final Caller caller;

    ArbitrationResource(
            DisputeDesk desk,
            Transactions transactions,
            Idempotency idempotency,
            Ids ids,
            Speech speech,
            Caller caller) {
        this.desk = desk;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.ids = ids;
        this.speech = speech;
        this.caller = caller;
    }

    /** Takes a case from the queue. */
    @POST
    @Path("/assignment")
    @Operation(operationId = "takeCase", summary = "Take a case from the queue")
    @APIResponse(
            responseCode = "200",
            description = "It is yours",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "in hands", value = Examples.IN_HANDS)))
    @APIResponse(responseCode = "403", description = "ARBITER_IS_PARTY")
    @APIResponse(responseCode = "409", description = "ALREADY_ASSIGNED, WRONG_STAGE with allowed")
    public Uni<Response> take(@RestPath UUID id) {
        UUID arbiter = caller.accountId();
        return idempotency.once(
                arbiter,
                null,
                session -> desk.carryOut(session, id, new Assign(arbiter))
                        .map(carried ->
                                Answers.of(carried, done -> Answer.ok(DisputeView.of(done.dispute(), speech)))));
    }

    /** Puts a case back into the queue, where it keeps its place. */
    @DELETE
    @Path("/assignment")
    @Operation(operationId = "giveCaseBack", summary = "Put your case back into the queue")
    @APIResponse(responseCode = "204", description = "Nobody has it now")
    @APIResponse(responseCode = "409", description = "NOT_ASSIGNED, WRONG_STAGE with allowed")
    public Uni<Response> giveBack(@RestPath UUID id) {
        UUID arbiter = caller.accountId();
        return transactions
                .run(session -> desk.carryOut(session, id, new GiveBack(arbiter)))
                .map(carried -> Answers.of(carried, _ -> Answer.noContent()))
                .map(ArbitrationResource::written);
    }

    /** Rules. The money follows. */
    @POST
    @Path("/rulings")
    @Operation(
            operationId = "ruleDispute",
            summary = "Decide who is to have the money",
            description = "Both parties read the reasons. The escrow service moves the money at once.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "for the buyer", value = Examples.RULE)))
    @APIResponse(
            responseCode = "201",
            description = "Ruled; the money is on its way",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "ruled", value = Examples.RULED)))
    @APIResponse(responseCode = "409", description = "NOT_ASSIGNED, RULING_IN_EXECUTION, WRONG_STAGE with allowed")
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED; PERSONAL_DATA where the reasons name a person by number or address")
    public Uni<Response> rule(@RestPath UUID id, @Valid @NotNull RulingRequest asked) {
        UUID arbiter = caller.accountId();
        var reasons = Reasons.of(asked.reasons()).orElseThrow(ArbitrationResource::namesAPerson);
        return idempotency.once(
                arbiter,
                asked,
                session -> desk.carryOut(session, id, new Rule(arbiter, ids.next(), asked.outcome(), reasons))
                        .map(carried -> Answers.of(
                                carried,
                                done -> Answer.created("/v1/disputes/" + id, DisputeView.of(done.dispute(), speech)))));
    }

    private static Response written(Answer answer) {
        if (answer.body() instanceof Problem problem) {
            throw new ProblemException(problem);
        }
        return answer.toResponse();
    }

    private static ProblemException namesAPerson() {
        return new ProblemException(
                Problem.of(422, "VALIDATION_FAILED").with(FieldError.at("/reasons", "PERSONAL_DATA")));
    }
}
