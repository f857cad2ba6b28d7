package dev.bonafide.escrow.web;

import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
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
    private final ParkedFacts parked;
    private final Transactions transactions;

    LedgerResource(Ledger ledger, ParkedFacts parked, Transactions transactions) {
        this.ledger = ledger;
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

    /** The entries about an order. */
    @GET
    @Path("/entries")
    @Operation(operationId = "listLedgerEntries", summary = "The entries of an order, oldest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "funded", value = Examples.ENTRIES)))
    public Uni<Views.ItemsView<Views.EntryView>> entries(@QueryParam("orderId") @NotNull UUID orderId) {
        return transactions
                .run(session -> ledger.ofOrder(session, orderId))
                .map(entries -> new Views.ItemsView<>(
                        entries.stream().map(Views.EntryView::of).toList()));
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
