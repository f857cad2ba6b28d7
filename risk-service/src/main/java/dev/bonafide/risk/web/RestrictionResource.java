package dev.bonafide.risk.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.risk.casework.Restriction;
import dev.bonafide.risk.casework.Restriction.Active;
import dev.bonafide.risk.casework.Restriction.Lifted;
import dev.bonafide.risk.casework.Restriction.Statement;
import dev.bonafide.risk.desk.RestrictionDesk;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's own restrictions, each with its statement of reasons in one's own language. */
@Path("/v1/me/restrictions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Restrictions")
public class RestrictionResource {
    private final RestrictionDesk restrictions;
    private final Speech speech;
    private final Caller caller;

    RestrictionResource(RestrictionDesk restrictions, Speech speech, Caller caller) {
        this.restrictions = restrictions;
        this.speech = speech;
        this.caller = caller;
    }

    /** A restriction. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RestrictionView(
            UUID restrictionId,
            String scope,
            Instant from,
            Instant until,
            String state,
            @Nullable Instant liftedAt,
            @Nullable String liftReason,
            StatementView statement) {}

    /**
     * Why, on what ground, and what can be done about it.
     *
     * @param reason what happened, in the caller's language
     * @param meaning what may not be done, in the caller's language
     * @param redress how to object, in the caller's language
     */
    public record StatementView(
            UUID statementId,
            String reason,
            String meaning,
            String redress,
            String ruleId,
            int ruleVersion,
            String policyVersion,
            boolean automated,
            Map<String, String> facts,
            Instant appealUntil) {}

    /** One's own restrictions. */
    @GET
    @Operation(
            operationId = "listOwnRestrictions",
            summary = "The caller's restrictions with their statements of reasons, the latest first.")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(Examples.RESTRICTIONS)))
    public Uni<Page<RestrictionView>> list() {
        return restrictions
                .of(caller.accountId())
                .map(found -> new Page<>(found.stream().map(this::view).toList(), null));
    }

    private RestrictionView view(Restriction restriction) {
        var terms = restriction.terms();
        var lifted = restriction instanceof Lifted ended ? ended : null;
        return new RestrictionView(
                terms.id(),
                terms.scope().name(),
                terms.from(),
                terms.until(),
                switch (restriction) {
                    case Active _ -> "ACTIVE";
                    case Lifted _ -> "LIFTED";
                },
                lifted == null ? null : lifted.at(),
                lifted == null ? null : lifted.reason().name(),
                statement(terms.scope().name(), terms.statement()));
    }

    private StatementView statement(String scope, Statement statement) {
        return new StatementView(
                statement.id(),
                speech.say(statement.textKey(), statement.facts()),
                speech.say("restriction.scope." + scope, Map.of()),
                speech.say("restriction.redress", Map.of("appealUntil", statement.appealUntil())),
                statement.ruleId(),
                statement.ruleVersion(),
                statement.policyVersion(),
                statement.automated(),
                statement.facts(),
                statement.appealUntil());
    }
}
