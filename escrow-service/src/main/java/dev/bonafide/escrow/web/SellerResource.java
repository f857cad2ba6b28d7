package dev.bonafide.escrow.web;

import dev.bonafide.escrow.config.SellerPolicyConfig;
import dev.bonafide.escrow.desk.seller.StatementDesk;
import dev.bonafide.escrow.earning.EarningPolicy;
import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.escrow.store.PayoutHolds;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.escrow.store.Statements;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Texts;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What sellers have earned, and how it came. */
@Path("/v1/sellers/me")
@Tag(name = "Sellers")
@RolesAllowed(Roles.MEMBER)
public class SellerResource {
    private static final String CSV = "text/csv";
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final String CURRENCY = "CNY";

    private final Statements statements;
    private final StatementDesk desk;
    private final Sellers sellers;
    private final PayoutAccounts accounts;
    private final PayoutHolds holds;
    private final EarningPolicy policy;
    private final Transactions transactions;
    private final Texts texts;
    private final Caller caller;
    private final Clock clock;

    SellerResource(
            Statements statements,
            StatementDesk desk,
            Sellers sellers,
            PayoutAccounts accounts,
            PayoutHolds holds,
            SellerPolicyConfig config,
            Transactions transactions,
            Texts texts,
            Caller caller,
            Clock clock) {
        this.statements = statements;
        this.desk = desk;
        this.sellers = sellers;
        this.accounts = accounts;
        this.holds = holds;
        this.policy = config.policy();
        this.transactions = transactions;
        this.texts = texts;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What the caller has earned by sales that were released, where it goes, and what keeps it from leaving. Money still held
     * for an order is no part of it.
     */
    @GET
    @Path("/balance")
    @Operation(operationId = "getSellerBalance", summary = "What one has earned and not been paid out")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "one sale", value = SellerExamples.BALANCE)))
    public Uni<SellerViews.BalanceView> balance() {
        var seller = caller.accountId();
        return transactions.run(session -> balance(session, seller));
    }

    /** Every movement of a time, by default of the last 30 days, between what one had before and after it. */
    @GET
    @Path("/statement")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getSellerStatement",
            summary = "Opening balance, each movement with its order and reason, closing balance")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = SellerViews.StatementView.class),
                            examples = @ExampleObject(name = "one sale", value = SellerExamples.STATEMENT)))
    @APIResponse(responseCode = "400", description = "INVALID_PARAMETER")
    @APIResponse(responseCode = "422", description = "STATEMENT_TOO_LONG")
    public Uni<SellerViews.StatementView> statement(
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("currency") @Nullable String currency) {
        return read(from, to, currency).map(statement -> SellerViews.StatementView.of(statement, texts));
    }

    /** The same as a table. */
    @GET
    @Path("/statement")
    @Produces(CSV + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<Response> statementAsTable(
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("currency") @Nullable String currency) {
        return read(from, to, currency)
                .map(statement -> Response.ok(StatementCsv.of(statement, texts), CSV + ";charset=utf-8;header=present")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"statement.csv\"")
                        .build());
    }

    private Uni<SellerViews.BalanceView> balance(Mutiny.Session session, UUID seller) {
        var now = clock.instant();
        return statements
                .balances(session, seller, now)
                .chain(balances -> sellers.standing(session, seller)
                        .chain(standing -> accounts.find(session, seller)
                                .chain(account -> holds.active(session, seller, now)
                                        .map(held -> SellerViews.BalanceView.of(
                                                seller,
                                                balances,
                                                SellerViews.ConditionsView.of(standing, policy),
                                                account,
                                                held.stream()
                                                        .map(hold -> PayoutViews.HoldView.of(hold, texts))
                                                        .toList())))));
    }

    private Uni<Statement> read(@Nullable Instant from, @Nullable Instant to, @Nullable String currency) {
        var seller = caller.accountId();
        var end = to == null ? clock.instant() : to;
        var begin = from == null ? end.minus(PERIOD) : from;
        if (!begin.isBefore(end)) {
            throw invalid("from", "NOT_BEFORE_TO");
        }
        var in = currency(currency == null ? CURRENCY : currency);
        return transactions
                .run(session -> desk.statement(session, seller, in, begin, end))
                .map(statement -> statement.orElseThrow(() -> new ProblemException(
                        Problem.of(422, "STATEMENT_TOO_LONG").with("movementsMax", StatementDesk.MOVEMENTS_MAX))));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw invalid("currency", "UNKNOWN_CURRENCY");
        }
    }

    private static ProblemException invalid(String parameter, String code) {
        return new ProblemException(Problem.of(400, "INVALID_PARAMETER").with(FieldError.in(parameter, code)));
    }
}
