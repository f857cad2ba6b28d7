package dev.bonafide.escrow.web;

import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.ApprovalDesk;
import dev.bonafide.escrow.desk.ruling.FreezeDesk;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.MilestoneClaim;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.store.MilestoneClaims;
import dev.bonafide.escrow.store.OrderFreezes;
import dev.bonafide.escrow.store.OrderFreezes.Frozen;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who keeps the money of an order from moving, until when, and what finance may do about that. */
@Path("/v1/orders/{orderId}")
@Tag(name = "Orders")
public class FreezeResource {
    private final FreezeDesk desk;
    private final OrderFreezes freezes;
    private final MilestoneClaims claims;
    private final ApprovalDesk approvals;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    FreezeResource(
            FreezeDesk desk,
            OrderFreezes freezes,
            MilestoneClaims claims,
            ApprovalDesk approvals,
            Readers readers,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.freezes = freezes;
        this.claims = claims;
        this.approvals = approvals;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * The freezes of an order.
     *
     * @param endsAt when those of the whole order end by themselves unless somebody decides; absent while it is not frozen
     * @param extended whether two people have let them last longer, which they may once
     * @param milestones those that are frozen, or claimed when they had been accepted, by a dispute of their own
     * @param items who freezes it, or a milestone of it, or did, oldest first
     */
    @Schema(name = "OrderFreezes")
    public record FreezesView(
            @Nullable Instant endsAt, boolean extended, List<MilestoneFreezeView> milestones, List<Frozen> items) {
        static FreezesView of(Order order, List<MilestoneClaim> claims, List<Frozen> items) {
            var freeze = order.standstill();
            var windows = order.agreement().terms().windows().disputes();
            var frozen = Milestones.frozenOf(order).stream().<MilestoneFreezeView>mapMulti((at, into) -> {
                if (at.state() instanceof MilestoneState.Frozen(var standstill, var _)) {
                    into.accept(MilestoneFreezeView.of(at.milestone().number(), standstill, windows));
                }
            });
            var claimed = claims.stream()
                    .filter(each -> each.claim().ruling() == null)
                    .map(each ->
                            MilestoneFreezeView.of(each.number(), each.claim().standstill(), windows));
            var milestones = Stream.concat(frozen, claimed)
                    .sorted(Comparator.comparingInt(MilestoneFreezeView::number))
                    .toList();
            return freeze == null
                    ? new FreezesView(null, false, milestones, items)
                    : new FreezesView(FreezeAge.expiresAt(freeze, windows), freeze.extended(), milestones, items);
        }
    }

    /**
     * The freeze of one milestone.
     *
     * @param endsAt when it ends by itself unless somebody decides
     * @param extended whether two people have let it last longer, which they may once
     */
    @Schema(name = "MilestoneFreeze")
    public record MilestoneFreezeView(int number, UUID disputeId, Instant since, Instant endsAt, boolean extended) {
        static MilestoneFreezeView of(int number, Standstill freeze, DisputeWindows windows) {
            return new MilestoneFreezeView(
                    number, freeze.cause(), freeze.since(), FreezeAge.expiresAt(freeze, windows), freeze.extended());
        }
    }

    /** Who freezes it. */
    @GET
    @Path("/freezes")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(
            operationId = "listOrderFreezes",
            summary = "Who keeps the money of an order from moving, and until when")
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND")
    public Uni<FreezesView> list(UUID orderId) {
        var reader = readers.reader();
        return transactions.run(session -> readers.order(session, orderId, reader)
                .chain(stored -> claims.ofOrder(session, orderId)
                        .chain(claimed -> freezes.ofOrder(session, orderId)
                                .map(items -> FreezesView.of(stored.order(), claimed, items)))));
    }

    /** Asks to let the freeze last longer, once; it does when a second person has approved it. */
    @POST
    @Path("/freeze-extension")
    @RolesAllowed(Roles.FINANCE)
    @Operation(operationId = "extendFreeze", summary = "Let the freeze of an order last longer (two people)")
    @APIResponse(responseCode = "200", description = "Another person has asked for the same: it lasts longer")
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, FREEZE_EXTENDED_BEFORE")
    public Uni<Response> extend(UUID orderId) {
        var person = caller.accountId();
        return idempotency.once(
                person, null, session -> extend(session, orderId, null, new FourEyes.ExtendFreeze(orderId), person));
    }

    /** The same for one milestone that is frozen, or claimed, by a dispute of its own. */
    @POST
    @Path("/milestones/{number}/freeze-extension")
    @RolesAllowed(Roles.FINANCE)
    @Operation(
            operationId = "extendMilestoneFreeze",
            summary = "Let the freeze of a milestone last longer (two people)")
    @APIResponse(responseCode = "200", description = "Another person has asked for the same: it lasts longer")
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND, MILESTONE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, NOT_IN_MILESTONES, FREEZE_EXTENDED_BEFORE")
    public Uni<Response> extendOfMilestone(UUID orderId, int number) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                null,
                session ->
                        extend(session, orderId, number, new FourEyes.ExtendMilestoneFreeze(orderId, number), person));
    }

    private Uni<Answer> extend(
            Mutiny.Session session, UUID orderId, @Nullable Integer milestone, FourEyes wish, UUID person) {
        return desk.mayNotExtend(session, orderId, milestone)
                .chain(refused -> refused == null
                        ? approvals.ask(session, wish, person).map(ApprovalAnswers::of)
                        : Uni.createFrom().item(Answer.of(RefusalProblems.of(refused))));
    }
}
