package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.desk.seller.PayoutDesk.Begun;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.PayoutRules.Decision.Refused;
import dev.bonafide.escrow.store.Payouts;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Texts;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Currency;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sellers have their earnings paid out. The answer is that it is on its way; what came of it, the provider tells. */
@Path("/v1/sellers/me/payouts")
@Tag(name = "Sellers")
@RolesAllowed(Roles.MEMBER)
public class PayoutResource {
    private static final Currency DEFAULT = Currency.getInstance("CNY");

    private final PayoutDesk desk;
    private final Payouts payouts;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Texts texts;
    private final Caller caller;

    PayoutResource(
            PayoutDesk desk,
            Payouts payouts,
            Idempotency idempotency,
            Transactions transactions,
            Texts texts,
            Caller caller) {
        this.desk = desk;
        this.payouts = payouts;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.texts = texts;
        this.caller = caller;
    }

    /**
     * The wish to be paid out.
     *
     * @param amount so much; without it, all that is available in yuan
     */
    @Schema(name = "AskForPayout")
    public record PayoutBody(@Nullable Money amount) {}

    /** Begins a payout of what is available. */
    @POST
    @Operation(operationId = "askForPayout", summary = "Have earnings paid out")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PayoutBody.class),
                            examples = @ExampleObject(name = "some", value = SellerExamples.PAYOUT_REQUEST)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = PayoutViews.PayoutView.class),
                            examples = @ExampleObject(name = "on its way", value = SellerExamples.PAYOUT)))
    @APIResponse(
            responseCode = "409",
            description =
                    "NO_PAYOUT_ACCOUNT, PAYOUT_ACCOUNT_NEW, PAYOUT_HELD, AMOUNT_ABOVE_AVAILABLE, NOTHING_TO_PAY_OUT")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
    public Uni<Response> ask(@Valid @NotNull PayoutBody body) {
        var seller = caller.accountId();
        var amount = body.amount();
        if (amount != null && !amount.isPositive()) {
            throw new ProblemException(Problem.of(422, "VALIDATION_FAILED").with(FieldError.at("/amount", "POSITIVE")));
        }
        return idempotency.once(
                seller,
                body,
                session -> desk.begin(
                                session,
                                seller,
                                amount == null ? DEFAULT : amount.currency(),
                                amount,
                                Payout.BegunBy.SELLER)
                        .map(this::answer));
    }

    /** A payout of one's own. */
    @GET
    @Path("/{payoutId}")
    @Operation(operationId = "getPayout", summary = "What came of a payout")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "on its way", value = SellerExamples.PAYOUT)))
    @APIResponse(responseCode = "404", description = "PAYOUT_NOT_FOUND")
    public Uni<PayoutViews.PayoutView> get(UUID payoutId) {
        var seller = caller.accountId();
        return transactions.run(session -> payouts.find(session, payoutId)).map(payout -> {
            if (payout == null || !payout.sellerId().equals(seller)) {
                throw new ProblemException(Problem.of(404, "PAYOUT_NOT_FOUND"));
            }
            return PayoutViews.PayoutView.of(payout);
        });
    }

    /** One's payouts. */
    @GET
    @Operation(operationId = "listPayouts", summary = "One's payouts, newest first")
    public Uni<Page<PayoutViews.PayoutView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var seller = caller.accountId();
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> payouts.ofSeller(session, seller, before, size + 1))
                .map(found ->
                        Page.of(found, size, payout -> Cursor.of(payout.id())).map(PayoutViews.PayoutView::of));
    }

    private Answer answer(Begun begun) {
        return switch (begun) {
            case Begun.Started(var payout) ->
                Answer.accepted(PayoutViews.PayoutView.of(payout))
                        .with(HttpHeaders.LOCATION, "/v1/sellers/me/payouts/" + payout.id());
            case Begun.Refused(var why) -> Answer.of(problem(why));
        };
    }

    /** The one table from a refusal to a problem. */
    private Problem problem(Refused refusal) {
        return switch (refusal) {
            case Refused.NoAccount _ -> Problem.of(409, "NO_PAYOUT_ACCOUNT");
            case Refused.AccountIsNew(var usableFrom) ->
                Problem.of(409, "PAYOUT_ACCOUNT_NEW").with("usableFrom", usableFrom);
            case Refused.Held(var holds) ->
                Problem.of(409, "PAYOUT_HELD")
                        .with(
                                "holds",
                                holds.stream()
                                        .map(hold -> PayoutViews.HoldView.of(hold, texts))
                                        .toList());
            case Refused.AboveAvailable(var asked, var available) ->
                Problem.of(409, "AMOUNT_ABOVE_AVAILABLE").with("asked", asked).with("available", available);
            case Refused.BelowMinimum(var available, var minimum) ->
                Problem.of(409, "NOTHING_TO_PAY_OUT")
                        .with("available", available)
                        .with("minimum", minimum);
        };
    }
}
