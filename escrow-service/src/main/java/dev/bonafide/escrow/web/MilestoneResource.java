package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.order.MilestoneDesk;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.MilestoneClaim;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.Agree;
import dev.bonafide.escrow.store.MilestoneClaims;
import dev.bonafide.escrow.store.MilestoneMoney;
import dev.bonafide.escrow.store.MilestoneMoney.Had;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Several deliverables in one order: the seller agrees to them and delivers each, the buyer accepts each. */
@Path("/v1/orders/{orderId}")
@Tag(name = "Milestones")
public class MilestoneResource {
    private final OrderDesk desk;
    private final MilestoneDesk milestoneDesk;
    private final MilestoneRows milestones;
    private final MilestoneClaims claims;
    private final MilestoneMoney money;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    MilestoneResource(
            OrderDesk desk,
            MilestoneDesk milestoneDesk,
            MilestoneRows milestones,
            MilestoneClaims claims,
            MilestoneMoney money,
            Readers readers,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.milestoneDesk = milestoneDesk;
        this.milestones = milestones;
        this.claims = claims;
        this.money = money;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** The milestones of an order; none for an order that is delivered at once. */
    @GET
    @Path("/milestones")
    @RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listMilestones", summary = "The milestones of an order, by number")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "begun", value = Examples.MILESTONES),
                                @ExampleObject(name = "claimed and ruled", value = Examples.MILESTONES_RULED)
                            }))
    public Uni<Views.ItemsView<MilestoneView>> list(UUID orderId) {
        var reader = readers.reader();
        return transactions.run(session -> readers.order(session, orderId, reader)
                .chain(stored -> milestones
                        .ofOrder(session, orderId)
                        .chain(found -> claims.ofOrder(session, orderId)
                                .chain(claimed -> had(session, stored.order(), found)
                                        .map(had -> views(stored.order(), found, claimed, had))))));
    }

    /** Most orders have no milestones, and nothing is looked up for them. */
    private Uni<Map<UUID, Had>> had(Mutiny.Session session, Order order, List<MilestoneRows.Kept> found) {
        var agreement = order.agreement();
        return found.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : money.ofOrder(
                        session, agreement.orderId(), agreement.terms().total().currency());
    }

    private static Views.ItemsView<MilestoneView> views(
            Order order, List<MilestoneRows.Kept> found, List<MilestoneClaim> claimed, Map<UUID, Had> had) {
        var windows = order.agreement().terms().windows().disputes();
        return new Views.ItemsView<>(found.stream()
                .map(kept -> MilestoneView.of(
                        kept,
                        windows,
                        about(kept, claimed),
                        had.get(kept.milestone().id())))
                .toList());
    }

    private static @Nullable Claim about(MilestoneRows.Kept kept, List<MilestoneClaim> claimed) {
        return claimed.stream()
                .filter(claim -> claim.number() == kept.milestone().number())
                .map(MilestoneClaim::claim)
                .findFirst()
                .orElse(null);
    }

    /** The seller agrees to deliver in these milestones; until then nobody is asked to pay. */
    @POST
    @Path("/agreement")
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "agreeToMilestones", summary = "Agree to deliver in the milestones of an order")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "403", description = "NOT_THE_SELLER")
    @APIResponse(responseCode = "409", description = "NOT_IN_MILESTONES, WRONG_STAGE")
    public Uni<Response> agree(UUID orderId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return carryOut(orderId, new Agree(caller.accountId()), ifMatch);
    }

    /** The seller says that a milestone is done; the buyer then has the time to look at it. */
    @POST
    @Path("/milestones/{number}/delivery")
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "deliverMilestone", summary = "Say that a milestone is done")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "403", description = "NOT_THE_SELLER")
    @APIResponse(responseCode = "404", description = "MILESTONE_NOT_FOUND, ORDER_NOT_FOUND")
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE, NOT_IN_MILESTONES, MILESTONES_OVER, MILESTONE_REFUNDED")
    public Uni<Response> deliver(
            UUID orderId, int number, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var by = caller.accountId();
        var expected = ifMatch == null ? null : ETags.required(ifMatch);
        return idempotency.once(
                by,
                null,
                session -> milestoneDesk
                        .deliver(session, orderId, by, number, expected)
                        .map(carried -> OrderResource.answer(carried, by)));
    }

    /** The buyer finds a milestone as agreed: the seller gets its part of the money. */
    @POST
    @Path("/milestones/{number}/acceptance")
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "acceptMilestone", summary = "Accept a milestone and release its part of the money")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "403", description = "NOT_THE_BUYER")
    @APIResponse(responseCode = "404", description = "MILESTONE_NOT_FOUND, ORDER_NOT_FOUND")
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE, NOT_IN_MILESTONES, MILESTONE_NOT_DELIVERED, MILESTONE_REFUNDED, "
                    + "MILESTONE_DISPUTED, MILESTONE_RULED")
    public Uni<Response> accept(UUID orderId, int number, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return carryOut(orderId, new AcceptMilestone(caller.accountId(), number), ifMatch);
    }

    private Uni<Response> carryOut(UUID orderId, OrderCommand.ByPerson command, @Nullable String ifMatch) {
        var expected = ifMatch == null ? null : ETags.required(ifMatch);
        return idempotency.once(
                command.by(),
                null,
                session -> desk.carryOut(session, orderId, command, expected)
                        .map(carried -> OrderResource.answer(carried, command.by())));
    }
}
