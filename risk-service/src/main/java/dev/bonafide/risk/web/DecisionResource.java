package dev.bonafide.risk.web;

import static dev.bonafide.kit.security.Roles.AUDITOR;
import static dev.bonafide.kit.security.Roles.RISK_ANALYST;

import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.risk.desk.DecisionReading;
import dev.bonafide.risk.store.LoggedDecision;
import dev.bonafide.risk.web.DecisionViews.DecisionView;
import dev.bonafide.risk.web.DecisionViews.ReplayView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Decisions and why they were made. Analysts and auditors see all; a member sees those on what they did themselves. */
@Path("/v1/decisions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class DecisionResource {
    private final DecisionReading decisions;
    private final DecisionViews views;
    private final Caller caller;

    DecisionResource(DecisionReading decisions, DecisionViews views, Caller caller) {
        this.decisions = decisions;
        this.views = views;
        this.caller = caller;
    }

    /** One decision. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readDecision",
            summary = "A decision with its reasons. Score, rules and features are for analysts.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.DECISION)))
    @APIResponse(responseCode = "404", description = "DECISION_NOT_FOUND: none, or on somebody else's act")
    public Uni<DecisionView> read(@RestPath UUID id) {
        return visible(id).map(this::view);
    }

    /** Decisions on a listing or an order. */
    @GET
    @Operation(operationId = "listDecisions", summary = "Decisions on a listing or order, the latest first.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.DECISIONS)))
    @APIResponse(responseCode = "400", description = "SUBJECT_MISSING, INVALID_CURSOR")
    public Uni<Page<DecisionView>> list(
            @RestQuery @Nullable UUID subject, @RestQuery @Nullable String cursor, @RestQuery @Nullable Integer limit) {
        if (subject == null) {
            throw new ProblemException(Problem.of(400, "SUBJECT_MISSING").with(FieldError.in("subject", "REQUIRED")));
        }
        int most = Page.limit(limit);
        long before = Cursor.decode(cursor).map(place -> place.number(0)).orElse(Long.MAX_VALUE);
        return decisions
                .about(subject, seesAll() ? null : caller.accountId(), before, most + 1)
                .map(found -> Page.of(found, most, last -> new Cursor(List.of(Long.toString(last.number()))))
                        .map(this::view));
    }

    /** A decision repeated from its stored features. */
    @GET
    @Path("/{id}/replay")
    @RolesAllowed({RISK_ANALYST, AUDITOR})
    @Operation(
            operationId = "replayDecision",
            summary =
                    "Repeats a decision from its stored features, under its own rule set or with against=live under the"
                            + " present one.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.REPLAY)))
    @APIResponse(responseCode = "400", description = "INVALID_AGAINST")
    @APIResponse(responseCode = "404", description = "DECISION_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "DECISION_BY_PERSON: people are not replayed")
    public Uni<ReplayView> replay(@RestPath UUID id, @RestQuery Optional<String> against) {
        against.filter(value -> !value.equals("live")).ifPresent(_ -> {
            throw new ProblemException(
                    Problem.of(400, "INVALID_AGAINST").with(FieldError.in("against", "INVALID_VALUE")));
        });
        return visible(id)
                .invoke(decision -> {
                    if (!decision.automated()) {
                        throw new ProblemException(Problem.of(409, "DECISION_BY_PERSON"));
                    }
                })
                .chain(decision -> decisions.replay(decision, against.isPresent()))
                .map(views::replay);
    }

    private Uni<LoggedDecision> visible(UUID id) {
        return decisions
                .find(id)
                .map(found -> found.filter(decision -> seesAll() || caller.is(decision.accountId()))
                        .orElseThrow(() -> new ProblemException(Problem.of(404, "DECISION_NOT_FOUND"))));
    }

    private DecisionView view(LoggedDecision decision) {
        return seesAll() ? views.forAnalyst(decision) : views.forActor(decision);
    }

    private boolean seesAll() {
        return caller.hasRole(RISK_ANALYST) || caller.hasRole(AUDITOR);
    }
}
