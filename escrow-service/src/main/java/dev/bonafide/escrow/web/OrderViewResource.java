package dev.bonafide.escrow.web;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Looking at orders: the parties at their own, finance and auditors at all. */
@Path("/v1/orders")
@Tag(name = "Orders")
@RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
public class OrderViewResource {
    /** How a buyer pays in parts is no business of the seller's, to whom the order is paid in full. */
    private static final Set<Fact> OF_INSTALMENTS =
            EnumSet.of(Fact.INSTALMENT_PAID, Fact.INSTALMENT_WRITTEN_OFF, Fact.INSTALMENTS_CANCELLED);

    private final Orders orders;
    private final Ledger ledger;
    private final Refunds refunds;
    private final Readers readers;
    private final Transactions transactions;
    private final Caller caller;

    OrderViewResource(
            Orders orders, Ledger ledger, Refunds refunds, Readers readers, Transactions transactions, Caller caller) {
        this.orders = orders;
        this.ledger = ledger;
        this.refunds = refunds;
        this.readers = readers;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** Which side of the caller's orders. */
    public enum Side {
        BUYER,
        SELLER;

        /** Reads the query parameter in any case. */
        public static Side fromString(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** One order, with its version as ETag. */
    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getOrder", summary = "An order of one's own")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = OrderView.class),
                            examples = @ExampleObject(name = "placed", value = Examples.ORDER)))
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND, also for an order of others")
    public Uni<Response> get(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader))
                .map(stored -> Response.ok(OrderView.of(stored, reader.account()))
                        .header("ETag", ETags.of(stored.version()))
                        .build());
    }

    /** The caller's orders on one side, newest first. */
    @GET
    @Operation(operationId = "listOrders", summary = "One's own orders, newest first")
    public Uni<Page<OrderView>> list(
            @QueryParam("role") @DefaultValue("buyer") Side role,
            @QueryParam("stage") @Nullable Stage stage,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var account = caller.accountId();
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> orders.ofParty(session, account, role == Side.BUYER, stage, before, size + 1))
                .map(found -> Page.of(
                                found,
                                size,
                                stored -> Cursor.of(stored.order().agreement().orderId()))
                        .map(stored -> OrderView.of(stored, account)));
    }

    /** Every step the order has made. */
    @GET
    @Path("/{orderId}/history")
    @Operation(operationId = "getOrderHistory", summary = "Every step of an order: from, to, by whom, why, when")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "begun", value = Examples.HISTORY)))
    public Uni<Views.ItemsView<Views.TransitionView>> history(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader).chain(() -> orders.history(session, orderId)))
                .map(steps -> new Views.ItemsView<>(
                        steps.stream().map(Views.TransitionView::of).toList()));
    }

    /** The ledger's entries about the order. */
    @GET
    @Path("/{orderId}/ledger")
    @Operation(operationId = "getOrderLedger", summary = "The ledger entries of an order, oldest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "funded", value = Examples.ENTRIES)))
    public Uni<Views.ItemsView<Views.EntryView>> entries(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader)
                        .chain(stored -> ledger.ofOrder(session, orderId)
                                .map(entries -> entries.stream()
                                        .filter(entry -> reader.seesInstalments(stored)
                                                || !OF_INSTALMENTS.contains(entry.fact()))
                                        .map(Views.EntryView::of)
                                        .toList())))
                .map(Views.ItemsView::new);
    }

    /** Money going back to the buyer. */
    @GET
    @Path("/{orderId}/refunds")
    @Operation(operationId = "getOrderRefunds", summary = "The refunds of an order, oldest first")
    public Uni<Views.ItemsView<Views.RefundView>> refunds(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader).chain(() -> refunds.ofOrder(session, orderId)))
                .map(found -> new Views.ItemsView<>(
                        found.stream().map(Views.RefundView::of).toList()));
    }
}
