package dev.bonafide.escrow.web;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.desk.payment.FailedRefundDesk;
import dev.bonafide.escrow.desk.payment.FailedRefundDesk.Handled;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.escrow.store.TransferWords;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Money that no provider would give back, and what finance does about it. */
@Path("/v1/refunds")
@Tag(name = "Refunds")
public class RefundResource {
    private final FailedRefundDesk desk;
    private final Refunds refunds;
    private final TransferWords words;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    RefundResource(
            FailedRefundDesk desk,
            Refunds refunds,
            TransferWords words,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.refunds = refunds;
        this.words = words;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * A transfer that finance has made.
     *
     * @param reference the bank's, by which the transfer can be found
     */
    @Schema(name = "TransferByHand")
    public record ByHandBody(@NotBlank @Size(max = 140) String reference) {}

    /** The refunds that could not be given back. */
    @GET
    @Path("/failed")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listFailedRefunds", summary = "Refunds that no provider would make, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "closed card", value = PaymentExamples.FAILED_REFUNDS)))
    public Uni<Page<Views.RefundView>> failed(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> refunds.failed(session, before, size + 1))
                .map(found ->
                        Page.of(found, size, refund -> Cursor.of(refund.id())).map(Views.RefundView::of));
    }

    /** Has the provider asked once more, under another id. */
    @POST
    @Path("/{refundId}/tries")
    @RolesAllowed(Roles.FINANCE)
    @Operation(operationId = "tryRefundAgain", summary = "Ask the provider once more")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Views.RefundView.class)))
    @APIResponse(responseCode = "404", description = "REFUND_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "REFUND_NOT_FAILED, PAYMENT_PULLED_BACK")
    public Uni<Response> tryAgain(UUID refundId) {
        return idempotency.once(
                caller.accountId(),
                null,
                session -> desk.tryAgain(session, refundId).map(RefundResource::answer));
    }

    /** Says that finance has transferred the money itself; books it when a second person says the same. */
    @POST
    @Path("/{refundId}/transfer")
    @RolesAllowed(Roles.FINANCE)
    @Operation(
            operationId = "settleRefundByHand",
            summary = "Say that the money was transferred by hand",
            description =
                    "It takes two people: the first is answered 202, and the second, naming the same transfer, 200. Until then the first may name another one, or withdraw it.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ByHandBody.class),
                            examples = @ExampleObject(name = "transfer", value = PaymentExamples.BY_HAND)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.RefundView.class)))
    @APIResponse(responseCode = "202", description = "A second person has to say the same")
    @APIResponse(responseCode = "404", description = "REFUND_NOT_FOUND")
    @APIResponse(
            responseCode = "409",
            description =
                    "REFUND_NOT_FAILED, PAYMENT_PULLED_BACK, SECOND_PERSON_NEEDED, TRANSFER_WRITTEN_ANEW, TRANSFER_WITHDRAWN")
    @APIResponse(responseCode = "422", description = "OTHER_TRANSFER")
    public Uni<Response> byHand(UUID refundId, @Valid @NotNull ByHandBody body) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                body,
                session -> desk.settleByHand(session, refundId, person, body.reference())
                        .map(RefundResource::answer));
    }

    /** Withdraws what one has said of a transfer, while nobody else has said the same. */
    @POST
    @Path("/{refundId}/transfer/withdrawal")
    @RolesAllowed(Roles.FINANCE)
    @Operation(operationId = "withdrawTransferByHand", summary = "Withdraw what one has said of a transfer by hand")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.RefundView.class)))
    @APIResponse(responseCode = "404", description = "REFUND_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "REFUND_NOT_FAILED, NO_TRANSFER_NAMED, TRANSFER_OF_ANOTHER")
    public Uni<Response> withdraw(UUID refundId) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                null,
                session -> desk.withdraw(session, refundId, person)
                        .map(handled -> handled instanceof Handled.Done(var refund)
                                ? Answer.ok(Views.RefundView.of(refund))
                                : answer(handled)));
    }

    /** What was said of the transfer of a refund. */
    @GET
    @Path("/{refundId}/transfer")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listTransferWords", summary = "What was said of a transfer by hand, oldest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "mistyped", value = PaymentExamples.TRANSFER_WORDS)))
    @APIResponse(responseCode = "404", description = "REFUND_NOT_FOUND")
    public Uni<Views.ItemsView<Views.TransferWordView>> transfer(UUID refundId) {
        return transactions
                .run(session -> refunds.find(session, refundId)
                        .invoke(refund -> {
                            if (refund == null) {
                                throw new ProblemException(Problem.of(404, "REFUND_NOT_FOUND"));
                            }
                        })
                        .chain(() -> words.of(session, refundId)))
                .map(said -> new Views.ItemsView<>(
                        said.stream().map(Views.TransferWordView::of).toList()));
    }

    private static Answer answer(Handled handled) {
        return switch (handled) {
            case Handled.Done(var refund) when refund.settledBy() != null -> Answer.ok(Views.RefundView.of(refund));
            case Handled.Done(var refund) -> Answer.accepted(Views.RefundView.of(refund));
            case Handled.AwaitsSecond(var refund) -> Answer.accepted(Views.RefundView.of(refund));
            case Handled.Unknown _ -> Answer.of(Problem.of(404, "REFUND_NOT_FOUND"));
            case Handled.NotFailed(var refund) -> Answer.of(notFailed(refund));
            case Handled.PulledBack(var refund, var pulledBack, var named) ->
                Answer.of(pulledBack(refund, pulledBack, named));
            case Handled.SamePerson _ -> Answer.of(Problem.of(409, "SECOND_PERSON_NEEDED"));
            case Handled.OtherReference(var named) ->
                Answer.of(Problem.of(422, "OTHER_TRANSFER")
                        .with("named", named)
                        .with(FieldError.at("/reference", "OTHER_THAN_NAMED")));
            case Handled.WrittenAnew(var named) ->
                Answer.of(Problem.of(409, "TRANSFER_WRITTEN_ANEW").with("named", named));
            case Handled.Withdrawn(var reference) ->
                Answer.of(Problem.of(409, "TRANSFER_WITHDRAWN").with("reference", reference));
            case Handled.NothingNamed _ -> Answer.of(Problem.of(409, "NO_TRANSFER_NAMED"));
            case Handled.NamedByAnother(var named) ->
                Answer.of(Problem.of(409, "TRANSFER_OF_ANOTHER").with("named", named));
        };
    }

    private static Problem notFailed(Refund refund) {
        var problem = Problem.of(409, "REFUND_NOT_FAILED")
                .with("refundStatus", refund.status().name());
        var by = refund.settledBy();
        return by == null ? problem : problem.with("settledBy", by.name());
    }

    private static Problem pulledBack(Refund refund, Chargeback pulledBack, @Nullable String named) {
        var problem = Problem.of(409, "PAYMENT_PULLED_BACK")
                .with("refundStatus", refund.status().name())
                .with("chargebackId", pulledBack.id())
                .with("pulledBackAt", pulledBack.openedAt());
        return named == null ? problem : problem.with("named", named);
    }
}
