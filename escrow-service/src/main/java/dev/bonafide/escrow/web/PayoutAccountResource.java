package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.seller.PayoutAccountDesk;
import dev.bonafide.escrow.payment.PayoutProviders;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.escrow.payout.PayoutRules.Change;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.kit.http.ETags;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a seller is paid to. A stolen token is not enough to change it, and a change is not used at once. */
@Path("/v1/sellers/me/payout-account")
@Tag(name = "Sellers")
@RolesAllowed(Roles.MEMBER)
public class PayoutAccountResource {
    private final PayoutAccountDesk desk;
    private final PayoutAccounts accounts;
    private final PayoutProviders providers;
    private final Transactions transactions;
    private final StepUp stepUp;
    private final Caller caller;

    PayoutAccountResource(
            PayoutAccountDesk desk,
            PayoutAccounts accounts,
            PayoutProviders providers,
            Transactions transactions,
            StepUp stepUp,
            Caller caller) {
        this.desk = desk;
        this.accounts = accounts;
        this.providers = providers;
        this.transactions = transactions;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    /**
     * Another account.
     *
     * @param token the provider's name for it, never the account itself
     * @param last4 the last four characters of its number
     */
    @Schema(name = "ChangePayoutAccount")
    public record AccountBody(
            @NotNull String provider,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._:#-]{4,200}")
            String token,

            @NotNull @Pattern(regexp = "[0-9A-Za-z]{4}") String last4) {}

    /** One's account, of which only the last four characters are shown. */
    @GET
    @Operation(operationId = "getPayoutAccount", summary = "Where one is paid to")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "new", value = SellerExamples.PAYOUT_ACCOUNT)))
    @APIResponse(responseCode = "404", description = "NO_PAYOUT_ACCOUNT")
    public Uni<Response> get() {
        var seller = caller.accountId();
        return transactions.run(session -> accounts.find(session, seller)).map(account -> {
            if (account == null) {
                throw new ProblemException(Problem.of(404, "NO_PAYOUT_ACCOUNT"));
            }
            return answer(account);
        });
    }

    /** Sets or changes one's account, after a fresh authentication. With a payout under way it stays. */
    @PUT
    @Operation(operationId = "changePayoutAccount", summary = "Set or change where one is paid to")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = AccountBody.class),
                            examples = @ExampleObject(name = "token", value = SellerExamples.PAYOUT_ACCOUNT_REQUEST)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = PayoutViews.AccountView.class),
                            examples = @ExampleObject(name = "new", value = SellerExamples.PAYOUT_ACCOUNT)))
    @APIResponse(responseCode = "401", description = "INSUFFICIENT_USER_AUTHENTICATION, with acr_values and max_age")
    @APIResponse(responseCode = "409", description = "PAYOUT_UNDER_WAY")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    @APIResponse(responseCode = "422", description = "PAYOUT_PROVIDER_NOT_OFFERED, BANK_DETAILS_REFUSED")
    @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
    public Uni<Response> change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Valid @NotNull AccountBody body) {
        var seller = caller.accountId();
        var by = stepUp.required();
        var wanted = wanted(body);
        var expected = ifMatch == null ? null : ETags.required(ifMatch);
        return transactions
                .run(session -> desk.change(session, seller, wanted, expected, by))
                .map(PayoutAccountResource::answer);
    }

    private PayoutAccount.Details wanted(AccountBody body) {
        if (!providers.isOffered(body.provider())) {
            throw new ProblemException(Problem.of(422, "PAYOUT_PROVIDER_NOT_OFFERED")
                    .with("provider", body.provider())
                    .with(FieldError.at("/provider", "NOT_OFFERED")));
        }
        var details = new PayoutAccount.Details(body.provider(), body.token(), body.last4());
        if (details.areBankDetails()) {
            throw new ProblemException(
                    Problem.of(422, "BANK_DETAILS_REFUSED").with(FieldError.at("/token", "BANK_DETAILS_REFUSED")));
        }
        return details;
    }

    private static Response answer(Change change) {
        return switch (change) {
            case Change.To(var account) -> answer(account);
            case Change.Same(var account) -> answer(account);
            case Change.PayoutUnderWay(var payout) ->
                throw new ProblemException(Problem.of(409, "PAYOUT_UNDER_WAY").with("payoutId", payout));
            case Change.Stale(var current) -> throw new ProblemException(ETags.stale(current));
            case Change.VersionMissing _ ->
                throw new ProblemException(
                        Problem.of(428, "PRECONDITION_REQUIRED").with(FieldError.in(HttpHeaders.IF_MATCH, "REQUIRED")));
        };
    }

    private static Response answer(PayoutAccount account) {
        return Response.ok(PayoutViews.AccountView.of(account))
                .header(HttpHeaders.ETAG, ETags.of(account.version()))
                .build();
    }
}
