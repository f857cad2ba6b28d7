package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.ledger.FindingDesk;
import dev.bonafide.escrow.desk.ledger.FindingDesk.Agreed;
import dev.bonafide.escrow.store.Findings;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the auditor has found. It stays frozen until two people of finance have agreed what it was. */
@Path("/v1/ledger/findings")
@Tag(name = "Ledger")
public class LedgerFindingResource {
    private final FindingDesk desk;
    private final Findings findings;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    LedgerFindingResource(
            FindingDesk desk, Findings findings, Idempotency idempotency, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.findings = findings;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** Why a finding is resolved: what it was, and what has been done about it. */
    @Schema(name = "ResolveFinding")
    public record ResolutionBody(@NotBlank @Size(max = 2000) String reason) {}

    /** Findings, newest first. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listLedgerFindings", summary = "What is or was wrong with the books, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "an altered entry", value = Examples.FINDINGS)))
    public Uni<Page<LedgerViews.FindingView>> list(
            @QueryParam("open") @DefaultValue("false") boolean openOnly,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> findings.newest(session, before, openOnly, size + 1))
                .map(found -> Page.of(found, size, finding -> Cursor.of(finding.findingId()))
                        .map(LedgerViews.FindingView::of));
    }

    /** One finding. */
    @GET
    @Path("/{findingId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "getLedgerFinding", summary = "A finding, what is frozen for it, and who has agreed")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = LedgerViews.FindingView.class),
                            examples = @ExampleObject(name = "an altered entry", value = Examples.FINDING)))
    @APIResponse(responseCode = "404", description = "FINDING_NOT_FOUND")
    public Uni<LedgerViews.FindingView> get(UUID findingId) {
        return transactions.run(session -> findings.find(session, findingId)).map(finding -> {
            if (finding == null) {
                throw new ProblemException(unknown(findingId));
            }
            return LedgerViews.FindingView.of(finding);
        });
    }

    /** Agrees that a finding is resolved. The first to agree is told to find a second; the second lifts the freeze. */
    @POST
    @Path("/{findingId}/resolution")
    @RolesAllowed(Roles.FINANCE)
    @Operation(
            operationId = "resolveLedgerFinding",
            summary = "Agree that a finding is resolved; with the second person's word what was frozen moves again")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ResolutionBody.class),
                            examples = @ExampleObject(name = "restored", value = Examples.RESOLUTION)))
    @APIResponse(responseCode = "200", description = "Resolved: nothing is frozen for it any more")
    @APIResponse(responseCode = "202", description = "Another person of finance has to agree too")
    @APIResponse(responseCode = "404", description = "FINDING_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "SECOND_PERSON_NEEDED")
    public Uni<Response> resolve(UUID findingId, @Valid @NotNull ResolutionBody body) {
        var account = caller.accountId();
        return idempotency.once(
                account,
                body,
                session ->
                        desk.agree(session, findingId, account, body.reason()).map(LedgerFindingResource::answer));
    }

    private static Answer answer(Agreed agreed) {
        return switch (agreed) {
            case Agreed.Resolved(var finding) -> Answer.ok(LedgerViews.FindingView.of(finding));
            case Agreed.WaitsForAnother(var finding) -> Answer.accepted(LedgerViews.FindingView.of(finding));
            case Agreed.SecondPersonNeeded(var finding) ->
                Answer.of(Problem.of(409, "SECOND_PERSON_NEEDED").with("findingId", finding));
            case Agreed.Unknown(var finding) -> Answer.of(unknown(finding));
        };
    }

    private static Problem unknown(UUID findingId) {
        return Problem.of(404, "FINDING_NOT_FOUND").with("findingId", findingId);
    }
}
