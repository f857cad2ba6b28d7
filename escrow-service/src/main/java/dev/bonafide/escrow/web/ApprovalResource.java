package dev.bonafide.escrow.web;

import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.ApprovalDesk;
import dev.bonafide.escrow.store.Approvals;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What sellers owe, and what waits for the second person of finance. */
@Path("/v1/ledger")
@Tag(name = "Ledger")
@RolesAllowed(Roles.FINANCE)
public class ApprovalResource {
    private final ApprovalDesk desk;
    private final Approvals approvals;
    private final Receivables receivables;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;
    private final Clock clock;

    ApprovalResource(
            ApprovalDesk desk,
            Approvals approvals,
            Receivables receivables,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller,
            Clock clock) {
        this.desk = desk;
        this.approvals = approvals;
        this.receivables = receivables;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /** What waits for a second person, and what was decided. */
    @GET
    @Path("/approvals")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listApprovals", summary = "What needs two people, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "waits", value = PoolExamples.APPROVALS)))
    public Uni<Page<PoolViews.ApprovalView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> approvals.newest(session, before, size + 1))
                .map(found -> Page.of(found, size, approval -> Cursor.of(approval.id()))
                        .map(PoolViews.ApprovalView::of));
    }

    /** A second person approves; with that it happens. */
    @POST
    @Path("/approvals/{approvalId}/approval")
    @Operation(operationId = "approve", summary = "Approve what another person has asked for")
    @APIResponse(responseCode = "200", description = "Approved, and done")
    @APIResponse(responseCode = "403", description = "SAME_PERSON")
    @APIResponse(responseCode = "404", description = "APPROVAL_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "APPROVAL_DECIDED, APPROVAL_EXPIRED, NOTHING_OWED")
    public Uni<Response> approve(UUID approvalId) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                null,
                session -> desk.approve(session, approvalId, person).map(ApprovalAnswers::of));
    }

    /** A second person says no, or the first one takes it back. */
    @POST
    @Path("/approvals/{approvalId}/rejection")
    @Operation(operationId = "reject", summary = "Reject what was asked for, or take it back")
    @APIResponse(responseCode = "200", description = "Rejected")
    @APIResponse(responseCode = "404", description = "APPROVAL_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "APPROVAL_DECIDED")
    public Uni<Response> reject(UUID approvalId) {
        var person = caller.accountId();
        return idempotency.once(
                person,
                null,
                session -> desk.reject(session, approvalId, person).map(ApprovalAnswers::of));
    }

    /** What sellers owe. */
    @GET
    @Path("/receivables")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listReceivables", summary = "What sellers owe, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "an advance", value = PoolExamples.RECEIVABLES)))
    public Uni<Page<PoolViews.ReceivableView>> receivables(
            @QueryParam("sellerId") @Nullable UUID sellerId,
            @QueryParam("open") @Nullable Boolean open,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> receivables.newest(session, sellerId, Boolean.TRUE.equals(open), before, size + 1))
                .map(found -> Page.of(found, size, owed -> Cursor.of(owed.id())).map(PoolViews.ReceivableView::of));
    }

    /** Asks to give up what a seller owes, after 180 days; it is booked when a second person has approved it. */
    @POST
    @Path("/receivables/{receivableId}/write-off")
    @Operation(operationId = "writeOffReceivable", summary = "Give up what a seller owes (two people)")
    @APIResponse(responseCode = "202", description = "Waits for a second person")
    @APIResponse(responseCode = "404", description = "RECEIVABLE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "TOO_EARLY, NOTHING_OWED")
    public Uni<Response> writeOff(UUID receivableId) {
        var person = caller.accountId();
        return idempotency.once(person, null, session -> writeOff(session, receivableId, person));
    }

    private Uni<Answer> writeOff(Mutiny.Session session, UUID receivableId, UUID person) {
        return receivables.find(session, receivableId).chain(owed -> {
            if (owed == null) {
                return answer(Problem.of(404, "RECEIVABLE_NOT_FOUND"));
            }
            if (!owed.open().isPositive()) {
                return answer(Problem.of(409, "NOTHING_OWED"));
            }
            if (clock.instant().isBefore(owed.writeOffFrom())) {
                return answer(Problem.of(409, "TOO_EARLY").with("dueAt", owed.writeOffFrom()));
            }
            return desk.ask(session, new FourEyes.WriteOff(receivableId), person)
                    .map(ApprovalAnswers::of);
        });
    }

    private static Uni<Answer> answer(Problem problem) {
        return Uni.createFrom().item(Answer.of(problem));
    }
}
