package dev.bonafide.dispute.web;

import dev.bonafide.dispute.desk.CaseDesk;
import dev.bonafide.dispute.desk.DisputeDesk;
import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.DisputeCommand.Withdraw;
import dev.bonafide.dispute.dispute.OpeningDecision;
import dev.bonafide.dispute.dispute.QueuePlace;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.dispute.dispute.Transition;
import dev.bonafide.dispute.evidence.ChainHead;
import dev.bonafide.dispute.store.StoredDispute;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Speech;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Opening a dispute, following it, taking it back. */
@Path("/v1/disputes")
@Tag(name = "Disputes")
public class DisputeResource {
    /** PostgreSQL keeps no NUL in a text. */
    static final String NO_NUL = "[^\\x00]*";

    private static final String OPEN = "open";
    private static final String MINE = "mine";

    /** What a buyer claims. */
    public record Opening(
            @NotNull UUID orderId,
            @NotNull Reason reason,

            @NotBlank @Size(min = 1, max = 5000) @Pattern(regexp = NO_NUL)
            String text) {
        /** Without the words of the opener, so that no log repeats them. */
        @Override
        public String toString() {
            return "Opening(" + orderId + ", " + reason + ")";
        }
    }

    /** A line of the history; who acted is told by role alone. */
    public record Step(@Nullable Stage from, Stage to, Transition.Actor actor, String reason, Instant at) {
        static Step of(Transition line) {
            return new Step(line.from(), line.to(), line.actor(), line.reason(), line.at());
        }
    }

    private final DisputeDesk desk;
    private final CaseDesk cases;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Speech speech;
    private final Caller caller;

    DisputeResource(DisputeDesk desk, CaseDesk cases, Idempotency idempotency, Ids ids, Speech speech, Caller caller) {
        this.desk = desk;
        this.cases = cases;
        this.idempotency = idempotency;
        this.ids = ids;
        this.speech = speech;
        this.caller = caller;
    }

    /** Opens a dispute. From {@code openedAt} on the right is kept, whenever the money is frozen. */
    @POST
    @RolesAllowed(Roles.MEMBER)
    @Operation(
            operationId = "openDispute",
            summary = "Dispute an order",
            description =
                    "INR (not received) once the parcel is late or said to be delivered; all other reasons while you"
                            + " inspect the item; DAMAGED within 72 hours of delivery. The money is frozen within moments.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "not as described", value = Examples.OPEN)))
    @APIResponse(
            responseCode = "201",
            description = "Opened; the money is being frozen",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "opened", value = Examples.OPENED)))
    @APIResponse(responseCode = "403", description = "NOT_THE_BUYER")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: no order of yours")
    @APIResponse(
            responseCode = "409",
            description = "ORDER_WRONG_STAGE, TOO_EARLY with from, WINDOW_CLOSED with closedAt, OTHER_DISPUTE_OPEN")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, CARD_NUMBER_REFUSED")
    public Uni<Response> open(@Valid @NotNull Opening asked) {
        UUID account = caller.accountId();
        return idempotency.once(
                account,
                asked,
                session -> desk.open(session, asked.orderId(), account, asked.reason(), asked.text())
                        .map(decision -> switch (decision) {
                            case OpeningDecision.Opened(var dispute) -> opened(dispute);
                            case OpeningDecision.Refused no -> Answer.of(RefusalProblems.of(no));
                        }));
    }

    /** Disputes of the caller, or the arbiters' queue. */
    @GET
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER})
    @Operation(
            operationId = "listDisputes",
            summary = "Your disputes, newest first; for arbiters also the queue, by due time")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = Examples.PAGE)))
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_PARAMETER")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: the queue is for arbiters")
    public Uni<Page<DisputeView>> list(
            @Parameter(
                            description = "For arbiters: the cases nobody has, or your own",
                            schema = @Schema(enumeration = {OPEN, MINE}))
                    @RestQuery
                    @Nullable
                    String queue,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable Integer limit) {
        var from = Cursor.decode(cursor).orElse(null);
        int size = Page.limit(limit);
        if (queue == null) {
            return cases.own(caller.accountId(), from == null ? null : from.id(0), size + 1)
                    .map(found -> Page.of(
                            found,
                            size,
                            last -> Cursor.of(last.dispute().claim().disputeId())))
                    .map(this::shown);
        }
        if (!caller.hasRole(Roles.ARBITER)) {
            throw new ProblemException(HttpProblems.of(403));
        }
        if (!queue.equals(OPEN) && !queue.equals(MINE)) {
            throw new ProblemException(
                    Problem.of(400, "INVALID_PARAMETER").with(FieldError.in("queue", "UNKNOWN_KIND")));
        }
        return cases.byDueTime(
                        queue.equals(MINE) ? caller.accountId() : null,
                        from == null ? null : from.instant(0),
                        from == null ? null : from.id(1),
                        size + 1)
                .map(found -> Page.of(found, size, DisputeResource::byDueTime))
                .map(this::shown);
    }

    /** One dispute. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER, Roles.AUDITOR})
    @Operation(operationId = "getDispute", summary = "A dispute you are part of, could take, or audit")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "ruled", value = Examples.RULED)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: none that you may see")
    public Uni<DisputeView> get(@RestPath UUID id) {
        return cases.find(id, caller.accountId(), Offices.of(caller))
                .map(Answers::orNotFound)
                .map(stored -> DisputeView.of(stored, speech));
    }

    /** What happened so far. */
    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER, Roles.AUDITOR})
    @Operation(operationId = "getDisputeHistory", summary = "Every stage the dispute came through, in order")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "frozen", value = Examples.HISTORY)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: none that you may see")
    public Uni<Page<Step>> history(@RestPath UUID id) {
        return cases.history(id, caller.accountId(), Offices.of(caller))
                .map(Answers::orNotFound)
                .map(lines -> new Page<>(lines.stream().map(Step::of).toList(), null));
    }

    /** Takes the claim back, which rules for the other side. */
    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed(Roles.MEMBER)
    @Operation(
            operationId = "withdrawDispute",
            summary = "Take your claim back",
            description = "The money goes to the other side, as after a ruling. This cannot be undone.")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn; the money is on its way",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "ruled", value = Examples.RULED)))
    @APIResponse(responseCode = "403", description = "NOT_THE_OPENER")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: no dispute of yours")
    @APIResponse(responseCode = "409", description = "FREEZE_PENDING, RULING_IN_EXECUTION, WRONG_STAGE with allowed")
    public Uni<Response> withdraw(@RestPath UUID id) {
        UUID account = caller.accountId();
        return idempotency.once(
                account,
                null,
                session -> desk.carryOut(session, id, new Withdraw(account, ids.next()))
                        .map(carried ->
                                Answers.of(carried, done -> Answer.ok(DisputeView.of(done.dispute(), speech)))));
    }

    private Answer opened(Dispute.Opening dispute) {
        return Answer.created(
                "/v1/disputes/" + dispute.claim().disputeId(),
                DisputeView.of(dispute, 0, ChainHead.EMPTY.hash(), speech));
    }

    private Page<DisputeView> shown(Page<StoredDispute> page) {
        return page.map(stored -> DisputeView.of(stored, speech));
    }

    private static Cursor byDueTime(StoredDispute last) {
        QueuePlace place = switch (last.dispute()) {
            case Dispute.Queued at -> at.place();
            case Dispute.InHands at -> at.place();
            case Dispute.Opening _, Dispute.Executing _, Dispute.Closed _, Dispute.NotOpened _ ->
                throw new IllegalStateException(
                        "Not in a queue: " + last.dispute().claim());
        };
        return Cursor.of(place.dueAt(), last.dispute().claim().disputeId());
    }
}
