package dev.bonafide.escrow.web;

import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.ApprovalDesk;
import dev.bonafide.escrow.desk.advance.PoolDesk;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The pool that compensates buyers at once. Whatever finance changes of it needs two people. */
@Path("/v1/advance-pool")
@Tag(name = "Advance pool")
@RolesAllowed(Roles.FINANCE)
public class AdvancePoolResource {
    private static final String CURRENCY = "CNY";

    private final PoolDesk desk;
    private final ApprovalDesk approvals;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    AdvancePoolResource(
            PoolDesk desk, ApprovalDesk approvals, Idempotency idempotency, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.approvals = approvals;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * Other limits, all in one currency.
     *
     * @param target what should be in the pool
     * @param sellerBasisPoints how much of the target one seller may owe to it
     * @param stopBasisPoints it stops by itself under this share of the target
     */
    @Schema(name = "ChangeAdvancePool")
    public record LimitsBody(
            @NotNull Money target,
            @NotNull Money perCase,
            @NotNull Money perDay,
            @Min(1) @Max(10_000) int sellerBasisPoints,
            @Min(0) @Max(10_000) int stopBasisPoints) {}

    /** So much into the pool. */
    @Schema(name = "FundAdvancePool")
    public record FundingBody(@NotNull Money amount) {}

    /** Which pool; without a currency that of the yuan. */
    @Schema(name = "WhichAdvancePool")
    public record PoolBody(@Nullable String currency) {}

    /** The pool, its limits, and what it has paid today. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "getAdvancePool", summary = "The compensation pool")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = PoolViews.PoolView.class),
                            examples = @ExampleObject(name = "paying", value = PoolExamples.POOL)))
    @APIResponse(responseCode = "404", description = "POOL_NOT_FOUND")
    public Uni<Response> get(@QueryParam("currency") @Nullable String currency) {
        var in = currency(currency, FieldError.in("currency", "UNKNOWN_CURRENCY"));
        return transactions.run(session -> desk.standing(session, in)).map(found -> {
            var standing = found.orElseThrow(() -> new ProblemException(Problem.of(404, "POOL_NOT_FOUND")));
            return Response.ok(PoolViews.PoolView.of(standing))
                    .header(HttpHeaders.ETAG, ETags.of(standing.pool().version()))
                    .build();
        });
    }

    /** Asks for other limits; they hold when a second person has approved them. */
    @PUT
    @Operation(operationId = "changeAdvancePool", summary = "Change the pool's target and limits (two people)")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LimitsBody.class),
                            examples = @ExampleObject(name = "limits", value = PoolExamples.LIMITS)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = PoolViews.ApprovalView.class),
                            examples = @ExampleObject(name = "waits", value = PoolExamples.APPROVAL)))
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
    @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
    public Uni<Response> change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Valid @NotNull LimitsBody body) {
        var person = caller.accountId();
        var version = ETags.required(ifMatch);
        var limits = limits(body);
        return transactions
                .run(session -> desk.standing(session, limits.target().currency())
                        .invoke(found -> found.filter(
                                        standing -> standing.pool().version() != version)
                                .ifPresent(standing -> {
                                    throw new ProblemException(
                                            ETags.stale(standing.pool().version()));
                                }))
                        .chain(() -> approvals.ask(session, new FourEyes.ChangePool(limits, version), person)))
                .map(outcome -> ApprovalAnswers.of(outcome).toResponse());
    }

    /** Asks to put money in; it is booked when a second person has approved it. */
    @POST
    @Path("/fundings")
    @Operation(operationId = "fundAdvancePool", summary = "Put money into the pool (two people)")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = FundingBody.class),
                            examples = @ExampleObject(name = "much", value = PoolExamples.FUNDING)))
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "200", description = "A second person has approved it by asking for the same")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
    public Uni<Response> fund(@Valid @NotNull FundingBody body) {
        if (!body.amount().isPositive()) {
            throw invalid("/amount", "POSITIVE");
        }
        return ask(body, body.amount().currency(), new FourEyes.FundPool(body.amount()));
    }

    /** Asks that the pool pay nothing more. What was paid stays paid. */
    @POST
    @Path("/stop")
    @Operation(operationId = "stopAdvancePool", summary = "Stop the pool (two people)")
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "200", description = "Stopped")
    public Uni<Response> stop(@Valid @NotNull PoolBody body) {
        var currency = currency(body);
        return ask(body, currency, new FourEyes.StopPool(currency));
    }

    /** Asks that the pool pay again. */
    @POST
    @Path("/resumption")
    @Operation(operationId = "resumeAdvancePool", summary = "Let the pool pay again (two people)")
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "200", description = "Pays again, unless there is too little in it")
    public Uni<Response> resume(@Valid @NotNull PoolBody body) {
        var currency = currency(body);
        return ask(body, currency, new FourEyes.ResumePool(currency));
    }

    private Uni<Response> ask(Object body, Currency currency, FourEyes wish) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                body,
                session -> desk.standing(session, currency)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(Answer.of(Problem.of(404, "POOL_NOT_FOUND")))
                                : approvals.ask(session, wish, person).map(ApprovalAnswers::of)));
    }

    private static AdvancePool.Limits limits(LimitsBody body) {
        for (var amount : Map.of("/target", body.target(), "/perCase", body.perCase(), "/perDay", body.perDay())
                .entrySet()) {
            if (!amount.getValue().isPositive()) {
                throw invalid(amount.getKey(), "POSITIVE");
            }
            if (!amount.getValue().currency().equals(body.target().currency())) {
                throw invalid(amount.getKey(), "OTHER_CURRENCY");
            }
        }
        return new AdvancePool.Limits(
                body.target(), body.perCase(), body.perDay(), body.sellerBasisPoints(), body.stopBasisPoints());
    }

    private static Currency currency(PoolBody body) {
        return currency(body.currency(), FieldError.at("/currency", "UNKNOWN_CURRENCY"));
    }

    private static Currency currency(@Nullable String code, FieldError otherwise) {
        try {
            return Currency.getInstance(Objects.requireNonNullElse(code, CURRENCY));
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(Problem.of(
                            otherwise.pointer() == null ? 400 : 422,
                            otherwise.pointer() == null ? "INVALID_PARAMETER" : "VALIDATION_FAILED")
                    .with(otherwise));
        }
    }

    private static ProblemException invalid(String pointer, String code) {
        return new ProblemException(Problem.of(422, "VALIDATION_FAILED").with(FieldError.at(pointer, code)));
    }
}
