package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.desk.order.HandOverDesk;
import dev.bonafide.escrow.desk.order.HandOverDesk.Given;
import dev.bonafide.escrow.desk.order.HandOverDesk.Pass;
import dev.bonafide.escrow.handover.HandOverDecision;
import dev.bonafide.escrow.handover.HandOverPass;
import dev.bonafide.escrow.handover.HandOverToken;
import dev.bonafide.escrow.order.Decision.Refused.NotTheBuyer;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Meeting in person: the code the buyer gives for the item. It is in no answer that is kept, and the buyer's alone. */
@Path("/v1/orders/{orderId}")
@Tag(name = "Meeting in person")
@RolesAllowed(Roles.MEMBER)
public class HandOverResource {
    private final HandOverDesk desk;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    HandOverResource(
            HandOverDesk desk, Readers readers, Idempotency idempotency, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * What the seller has got for the item: one of the two.
     *
     * @param code as the buyer said it
     * @param token as the buyer's app signed it where there was no network
     */
    @Schema(name = "HandOver")
    public record HandOverBody(
            @Pattern(regexp = "[0-9]{6}") @Nullable String code,
            @Size(max = 2048) @Nullable String token) {}

    /**
     * What both sides may know of a hand-over.
     *
     * @param publicKey a JSON Web Key by which the seller's app checks a token without network
     */
    @Schema(name = "HandOverState")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateView(
            int number,
            Instant issuedAt,
            int triesLeft,
            Map<String, Object> publicKey,
            @Nullable Instant handedOverAt) {
        static StateView of(HandOverPass pass, @Nullable Instant handedOverAt) {
            return new StateView(
                    pass.number(),
                    pass.issuedAt(),
                    pass.triesLeft(),
                    HandOverToken.webKey(pass.publicKey()),
                    handedOverAt);
        }
    }

    /**
     * What the buyer alone sees.
     *
     * @param signingKey a JSON Web Key by which the buyer's app signs a token without network
     */
    @Schema(name = "HandOverCode")
    record CodeView(int number, String code, int triesLeft, Instant issuedAt, Map<String, Object> signingKey) {
        static CodeView of(HandOverDesk.Shown shown) {
            var pass = shown.pass();
            return new CodeView(
                    pass.number(), shown.code(), pass.triesLeft(), pass.issuedAt(), HandOverToken.webKey(shown.keys()));
        }
    }

    /** The buyer asks for a code; from then on only the seller can cancel. */
    @POST
    @Path("/hand-over-code")
    @Operation(
            operationId = "issueHandOverCode",
            summary = "Ask for the code to give for the item",
            description = "The code itself is seen by GET. A code that wrong tries have locked is replaced by another.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StateView.class)))
    @APIResponse(responseCode = "403", description = "NOT_THE_BUYER")
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, NOT_A_MEETING")
    public Uni<Response> issue(UUID orderId) {
        var by = caller.accountId();
        return idempotency.once(
                by,
                null,
                session -> desk.issue(session, orderId, by).map(pass -> switch (pass) {
                    case Pass.Issued(var issued) ->
                        Answer.created("/v1/orders/" + orderId + "/hand-over-code", StateView.of(issued, null));
                    case Pass.Refused(var refusal) -> Answer.of(RefusalProblems.of(refusal));
                }));
    }

    /** The buyer looks at the code. */
    @GET
    @Path("/hand-over-code")
    @Operation(
            operationId = "getHandOverCode",
            summary = "The code to give for the item, for the buyer alone",
            description =
                    "Give it only after you have looked at the item. Where there is no network, the buyer's app "
                            + "signs a JWT with the signing key (EdDSA; sub: the order, iat: the time) and shows it to the seller's.")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "code", value = Examples.HAND_OVER_CODE)))
    @APIResponse(responseCode = "403", description = "NOT_THE_BUYER")
    @APIResponse(responseCode = "404", description = "HAND_OVER_CODE_NOT_ISSUED, ORDER_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "HANDED_OVER_ALREADY")
    public Uni<Response> show(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader)
                        .invoke(stored ->
                                requireBuyer(stored.order().agreement().buyerId(), reader.account()))
                        .chain(() -> desk.handedOver(session, orderId))
                        .invoke(before -> {
                            if (before != null) {
                                throw problem(new HandOverDecision.Refused.Before(before.at()));
                            }
                        })
                        .chain(() -> desk.find(session, orderId))
                        .chain(pass -> switch (pass) {
                            case Pass.Issued(var issued) -> desk.open(session, issued);
                            case Pass.Refused(var refusal) -> throw problem(refusal);
                        }))
                .map(shown -> Response.ok(CodeView.of(shown))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    /** What both sides may know: whether there is a code, how many tries are left, and whether it is done. */
    @GET
    @Path("/hand-over")
    @Operation(
            operationId = "getHandOver",
            summary = "How far the hand-over is",
            description = "The seller's app checks a token without network by the public key.")
    @APIResponse(responseCode = "404", description = "HAND_OVER_CODE_NOT_ISSUED, ORDER_NOT_FOUND")
    public Uni<StateView> state(UUID orderId) {
        var reader = readers.reader();
        return transactions.run(session -> readers.order(session, orderId, reader)
                .chain(() -> desk.find(session, orderId))
                .chain(pass -> switch (pass) {
                    case Pass.Issued(var issued) ->
                        desk.handedOver(session, orderId)
                                .map(done -> StateView.of(issued, done == null ? null : done.at()));
                    case Pass.Refused(var refusal) -> throw problem(refusal);
                }));
    }

    /** The seller gives in the code, or uploads the token later. */
    @POST
    @Path("/hand-over")
    @Operation(
            operationId = "handOver",
            summary = "Give in what the buyer gave for the item",
            description =
                    "A code counts from now, a token from the time that was signed. Both work once. Five wrong codes "
                            + "lock it until the buyer asks for another.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = HandOverBody.class),
                            examples = @ExampleObject(name = "code", value = "{\"code\": \"042917\"}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "403", description = "NOT_THE_SELLER")
    @APIResponse(
            responseCode = "409",
            description =
                    "HANDED_OVER_ALREADY, HAND_OVER_LOCKED, HAND_OVER_CODE_NOT_ISSUED, WRONG_STAGE, NOT_A_MEETING")
    @APIResponse(
            responseCode = "422",
            description = "HAND_OVER_CODE_WRONG, HAND_OVER_TOKEN_INVALID, HAND_OVER_TIME_IMPOSSIBLE")
    public Uni<Response> handOver(UUID orderId, @Valid @NotNull HandOverBody body) {
        var by = caller.accountId();
        var code = body.code();
        var token = body.token();
        if ((code == null) == (token == null)) {
            throw new ProblemException(Problem.of(422, "HAND_OVER_PROOF_MISSING")
                    .with(FieldError.at("/code", "ONE_OF_TWO"))
                    .with(FieldError.at("/token", "ONE_OF_TWO")));
        }
        return code != null
                ? idempotency.once(
                        by,
                        Map.of("code", desk.fingerprint(orderId, code)),
                        session -> desk.byCode(session, orderId, by, code).map(given -> answer(given, by)))
                : idempotency.once(
                        by,
                        body,
                        session -> desk.byToken(session, orderId, by, Objects.requireNonNull(token))
                                .map(given -> answer(given, by)));
    }

    private static Answer answer(Given given, UUID by) {
        return switch (given.decision()) {
            case HandOverDecision.Proven _ -> {
                var order = OrderView.of(Objects.requireNonNull(given.order()), by);
                yield Answer.ok(order).withVersion(order.version());
            }
            case HandOverDecision.Refused refused -> Answer.of(RefusalProblems.of(refused));
        };
    }

    private static void requireBuyer(UUID buyer, UUID account) {
        if (!buyer.equals(account)) {
            throw new ProblemException(RefusalProblems.of(new NotTheBuyer(account)));
        }
    }

    private static ProblemException problem(HandOverDecision.Refused refusal) {
        return new ProblemException(RefusalProblems.of(refusal));
    }
}
