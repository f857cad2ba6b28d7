package dev.bonafide.risk.web;

import static dev.bonafide.kit.security.Roles.AUDITOR;
import static dev.bonafide.kit.security.Roles.RISK_ANALYST;

import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.risk.casework.CaseCommand.Decide;
import dev.bonafide.risk.casework.CaseDecision;
import dev.bonafide.risk.casework.CaseDecision.AlreadyDone;
import dev.bonafide.risk.casework.CaseDecision.Moved;
import dev.bonafide.risk.casework.CaseDecision.Refused.AlreadyDecided;
import dev.bonafide.risk.casework.CaseDecision.Refused.LabelContradicts;
import dev.bonafide.risk.casework.CaseDecision.Refused.OwnCase;
import dev.bonafide.risk.casework.RiskCase;
import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Label;
import dev.bonafide.risk.desk.CaseDesk;
import dev.bonafide.risk.web.CaseViews.CaseView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Cases: what waits for a person, and what people decided. */
@Path("/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Cases")
public class CaseResource {
    private static final Set<String> STATES = Set.of("OPEN", "CLOSED");
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final CaseDesk cases;
    private final CaseViews views;
    private final Idempotency idempotency;
    private final Caller caller;

    CaseResource(CaseDesk cases, CaseViews views, Idempotency idempotency, Caller caller) {
        this.cases = cases;
        this.views = views;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * A person's decision on a case.
     *
     * @param outcome APPROVE lets what was held go on, REJECT refuses it
     * @param label whether the suspicion was right
     * @param note why, for colleagues
     */
    public record CaseRuling(
            @NotNull Choice outcome,
            @NotNull Label label,
            @Nullable @Size(max = 2000) String note) {}

    /** What waits, from the oldest on. */
    @GET
    @RolesAllowed({RISK_ANALYST, AUDITOR})
    @Operation(operationId = "listCases", summary = "Cases, the oldest first; state=OPEN or CLOSED, or all.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.CASES)))
    @APIResponse(responseCode = "400", description = "INVALID_STATE, INVALID_CURSOR")
    public Uni<Page<CaseView>> list(
            @RestQuery @Nullable String state, @RestQuery @Nullable String cursor, @RestQuery @Nullable Integer limit) {
        if (state != null && !STATES.contains(state)) {
            throw new ProblemException(Problem.of(400, "INVALID_STATE").with(FieldError.in("state", "INVALID_VALUE")));
        }
        int most = Page.limit(limit);
        var place = Cursor.decode(cursor);
        return cases.list(
                        state,
                        place.map(at -> at.instant(0)).orElse(Instant.EPOCH),
                        place.map(at -> at.id(1)).orElse(BEFORE_ALL),
                        most + 1)
                .map(found -> Page.of(found, most, CaseResource::placeOf).map(views::brief));
    }

    private static Cursor placeOf(RiskCase riskCase) {
        return Cursor.of(riskCase.matter().openedAt(), riskCase.matter().id());
    }

    /** One case. */
    @GET
    @Path("/{id}")
    @RolesAllowed({RISK_ANALYST, AUDITOR})
    @Operation(operationId = "readCase", summary = "A case with the decisions that are its alerts.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.CASE)))
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    public Uni<CaseView> read(@RestPath UUID id) {
        return cases.file(id).map(found -> found.map(views::whole).orElseThrow(CaseResource::notFound));
    }

    /** Decides a case, and with it everything it holds. */
    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(RISK_ANALYST)
    @Operation(
            operationId = "decideCase",
            summary =
                    "Decides a case: what it holds is allowed or blocked, and a restriction that came from it ends when it"
                            + " is approved.")
    @RequestBody(content = @Content(examples = @ExampleObject(Examples.RULING)))
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.CASE)))
    @APIResponse(responseCode = "403", description = "OWN_CASE: nobody decides on themselves")
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CASE_ALREADY_DECIDED")
    @APIResponse(responseCode = "422", description = "LABEL_CONTRADICTS_OUTCOME")
    public Uni<Response> decide(@RestPath UUID id, @Valid @NotNull CaseRuling ruling) {
        var by = caller.accountId();
        var command = new Decide(by, ruling.outcome(), ruling.label(), ruling.note() == null ? "" : ruling.note());
        return idempotency.once(
                by,
                ruling,
                session -> cases.carryOut(session, id, command)
                        .map(decision -> decision.orElseThrow(CaseResource::notFound))
                        .chain(decision -> answer(session, decision)));
    }

    /** The one table from a decision on a case to HTTP. */
    private Uni<Answer> answer(Mutiny.Session session, CaseDecision decision) {
        return switch (decision) {
            case Moved(var closed) -> cases.file(session, closed).map(file -> Answer.ok(views.whole(file)));
            case AlreadyDone(var closed) -> cases.file(session, closed).map(file -> Answer.ok(views.whole(file)));
            case AlreadyDecided(var ruling) ->
                refused(Problem.of(409, "CASE_ALREADY_DECIDED")
                        .with("outcome", ruling.choice().name())
                        .with("decidedAt", ruling.at().toString()));
            case OwnCase _ -> refused(Problem.of(403, "OWN_CASE"));
            case LabelContradicts(var choice, var label) ->
                refused(Problem.of(422, "LABEL_CONTRADICTS_OUTCOME")
                        .with("outcome", choice.name())
                        .with("label", label.name())
                        .with(FieldError.at("/label", "INVALID_VALUE")));
        };
    }

    private static Uni<Answer> refused(Problem problem) {
        return Uni.createFrom().item(Answer.of(problem));
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(404, "CASE_NOT_FOUND"));
    }
}
