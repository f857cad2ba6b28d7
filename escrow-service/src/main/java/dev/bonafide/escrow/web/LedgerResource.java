package dev.bonafide.escrow.web;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.LedgerSearch;
import dev.bonafide.escrow.store.LedgerSearch.By;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The books, for those whose work they are. */
@Path("/v1/ledger")
@Tag(name = "Ledger")
@RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
public class LedgerResource {
    private final Ledger ledger;
    private final LedgerSearch search;
    private final ParkedFacts parked;
    private final Transactions transactions;

    LedgerResource(Ledger ledger, LedgerSearch search, ParkedFacts parked, Transactions transactions) {
        this.ledger = ledger;
        this.search = search;
        this.parked = parked;
        this.transactions = transactions;
    }

    /** Debits and credits of all accounts: equal in each currency, at every moment. */
    @GET
    @Path("/trial-balance")
    @Operation(operationId = "getTrialBalance", summary = "The sums of the whole ledger, zero per currency")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = Views.TrialBalanceView.class),
                            examples = @ExampleObject(name = "one sale", value = Examples.TRIAL_BALANCE)))
    public Uni<Views.TrialBalanceView> trialBalance() {
        return transactions.run(ledger::trialBalance).map(Views.TrialBalanceView::of);
    }

    /** Accounts by code, with what they come to now. */
    @GET
    @Path("/accounts")
    @Operation(operationId = "listLedgerAccounts", summary = "Accounts with their balances, by code")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "of an order", value = Examples.ACCOUNTS)))
    public Uni<Page<LedgerViews.AccountView>> accounts(
            @QueryParam("kind") @Nullable AccountKind kind,
            @QueryParam("owner") @Nullable UUID owner,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var place = Cursor.decode(cursor);
        var query = new LedgerSearch.AccountQuery(
                kind,
                owner,
                place.map(after -> after.text(0)).orElse(null),
                place.map(after -> after.text(1)).orElse(null));
        var size = Page.limit(limit);
        return transactions
                .run(session -> search.accounts(session, query, size + 1))
                .map(found -> Page.of(found, size, last -> new Cursor(List.of(last.account(), last.currency())))
                        .map(LedgerViews.AccountView::of));
    }

    /** What entries are known by: exactly one of these is given. */
    public static class EntryQuery {
        @QueryParam("orderId")
        @Nullable
        UUID orderId;

        @QueryParam("account")
        @Nullable
        String account;

        @QueryParam("operationKey")
        @Nullable
        String operationKey;

        @QueryParam("idempotencyKey")
        @Nullable
        String idempotencyKey;

        @QueryParam("providerReference")
        @Nullable
        String providerReference;

        private Map<By, String> given() {
            var given = new EnumMap<By, String>(By.class);
            put(given, By.ORDER, orderId);
            put(given, By.ACCOUNT, account);
            put(given, By.OPERATION_KEY, operationKey);
            put(given, By.IDEMPOTENCY_KEY, idempotencyKey);
            put(given, By.PROVIDER_REFERENCE, providerReference);
            return given;
        }

        private static void put(Map<By, String> given, By by, @Nullable Object value) {
            if (value != null) {
                given.put(by, value.toString());
            }
        }
    }

    /** The order of a list of entries. */
    public enum EntryOrder {
        OLDEST,
        NEWEST
    }

    /** Entries of an order or account, or those that came of an operation, a request, or something a provider has named. */
    @GET
    @Path("/entries")
    @Operation(
            operationId = "listLedgerEntries",
            summary = "Entries by order, account, operation key, idempotency key or provider reference")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "funded", value = Examples.BOOKED_ENTRIES)))
    @APIResponse(responseCode = "400", description = "ONE_CRITERION_NEEDED")
    public Uni<Page<LedgerViews.BookedEntryView>> entries(
            @BeanParam EntryQuery query,
            @QueryParam("order") @DefaultValue("OLDEST") EntryOrder order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var given = query.given();
        if (given.size() != 1) {
            throw new ProblemException(Problem.of(400, "ONE_CRITERION_NEEDED").with("given", given.size()));
        }
        var known = given.entrySet().iterator().next();
        var place = Cursor.decode(cursor).map(after -> after.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> search.entries(
                        session, known.getKey(), known.getValue(), order == EntryOrder.NEWEST, place, size + 1))
                .map(found -> Page.of(found, size, entry -> Cursor.of(entry.entryId()))
                        .map(LedgerViews.BookedEntryView::of));
    }

    /** Facts about money that nobody here could act on. */
    @GET
    @Path("/parked-facts")
    @Operation(operationId = "listParkedFacts", summary = "Facts that wait for a person, newest first")
    public Uni<Page<ParkedFacts.ParkedFact>> parked(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> parked.newest(session, before, size + 1))
                .map(found -> Page.of(found, size, fact -> Cursor.of(fact.id())));
    }
}
