package dev.bonafide.escrow.web;

import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What sellers have earned. */
@Path("/v1/sellers/me")
@Tag(name = "Sellers")
@RolesAllowed(Roles.MEMBER)
public class SellerResource {
    private final Ledger ledger;
    private final Transactions transactions;
    private final Caller caller;

    SellerResource(Ledger ledger, Transactions transactions, Caller caller) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** What the caller has earned by sales that were released. Money still held for an order is no part of it. */
    @GET
    @Path("/balance")
    @Operation(operationId = "getSellerBalance", summary = "What one has earned and not been paid out")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "one sale", value = Examples.SELLER_BALANCE)))
    public Uni<Views.SellerBalanceView> balance() {
        var seller = caller.accountId();
        return transactions
                .run(session -> ledger.payableTo(session, seller))
                .map(payable -> new Views.SellerBalanceView(seller, payable));
    }
}
