package dev.bonafide.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.desk.AccountDesk;
import dev.bonafide.identity.desk.AccountDesk.Overview;
import dev.bonafide.identity.score.FactorName;
import dev.bonafide.identity.score.Score;
import dev.bonafide.identity.standing.Badge;
import dev.bonafide.identity.standing.TrustCard;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Speech;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What everybody may know of somebody. */
@Path("/v1/users/{id}")
@Authenticated
@Tag(name = "Trust")
public class UserResource {

    private static final String CARD = """
            {"accountId": "019aa1f0-0001-7002-8000-0000000003ea", "level": "L2",
             "badges": [{"code": "PHONE_VERIFIED", "label": "已验手机"}, {"code": "REAL_NAME_VERIFIED", "label": "已实名"},
                        {"code": "CREDIT_GOOD", "label": "信用良好"}],
             "scoreBand": "650+", "completedSales": 3, "memberSince": "2026-11",
             "modelVersion": "v1", "asOf": "2026-11-23T08:00:00Z"}""";
    private static final String SCORE = """
            {"accountId": "019aa1f0-0001-7002-8000-0000000003ea", "score": 663, "scoreBand": "650+",
             "factors": [{"name": "BASE", "points": 600, "label": "起点"}, {"name": "REAL_NAME", "points": 45, "label": "实名"},
                         {"name": "PHONE", "points": 10, "label": "手机"}, {"name": "SALES", "points": 8, "label": "成交"}],
             "modelVersion": "v1", "asOf": "2026-11-23T08:00:00Z"}""";

    /** A badge with its name in the caller's language. */
    public record BadgeView(Badge code, String label) {}

    /** The card as everybody reads it. */
    public record CardView(
            UUID accountId,
            Level level,
            List<BadgeView> badges,
            String scoreBand,
            int completedSales,
            YearMonth memberSince,
            String modelVersion,
            Instant asOf) {}

    /** One part of a score with its name in the caller's language. */
    public record FactorView(FactorName name, int points, String label) {}

    /** The score; its factors are for the owner, and for those who audit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScoreView(
            UUID accountId,
            int score,
            String scoreBand,
            @Nullable List<FactorView> factors,
            String modelVersion,
            Instant asOf) {}

    private final AccountDesk desk;
    private final Caller caller;
    private final Speech speech;

    UserResource(AccountDesk desk, Caller caller, Speech speech) {
        this.desk = desk;
        this.caller = caller;
        this.speech = speech;
    }

    /** The trust card. Its ETag stays the same as long as it reads the same. */
    @GET
    @Path("/trust-card")
    @Operation(operationId = "getTrustCard", summary = "Trust card of a user")
    @APIResponse(
            responseCode = "200",
            description = "The card",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "seller", value = CARD)))
    @APIResponse(responseCode = "304", description = "It reads as it did")
    @APIResponse(responseCode = "404", description = "NOT_FOUND")
    public Uni<Response> card(@RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return desk.overview(id).map(UserResource::found).map(overview -> {
            String tag = CardTag.of(id, overview.standing().card(), speech.language());
            return CardTag.matches(tag, ifNoneMatch)
                    ? headers(Response.notModified(), tag)
                    : headers(Response.ok(view(id, overview)), tag);
        });
    }

    /** The score. */
    @GET
    @Path("/score")
    @Operation(operationId = "getScore", summary = "Credit score of a user, explained to its owner")
    @APIResponse(
            responseCode = "200",
            description = "The score; factors only for the owner",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "own score", value = SCORE)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND")
    public Uni<ScoreView> score(@RestPath UUID id) {
        return desk.overview(id).map(UserResource::found).map(overview -> score(id, overview));
    }

    private ScoreView score(UUID id, Overview overview) {
        Score score = overview.standing().score();
        boolean explained = caller.is(id) || caller.hasRole(Roles.AUDITOR);
        List<FactorView> factors = score.factors().stream()
                .map(factor -> new FactorView(factor.name(), factor.points(), say("factor." + factor.name())))
                .toList();
        return new ScoreView(
                id, score.value(), score.band(), explained ? factors : null, score.modelVersion(), overview.asOf());
    }

    private CardView view(UUID id, Overview overview) {
        TrustCard card = overview.standing().card();
        return new CardView(
                id,
                card.level(),
                card.badges().stream()
                        .map(badge -> new BadgeView(badge, say("badge." + badge)))
                        .toList(),
                card.scoreBand(),
                card.completedSales(),
                YearMonth.from(card.memberSince()),
                overview.standing().score().modelVersion(),
                overview.asOf());
    }

    private String say(String key) {
        return speech.say(key, Map.of());
    }

    private static Response headers(Response.ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static Overview found(@Nullable Overview overview) {
        if (overview == null) {
            throw new ProblemException(Problem.of(404, "NOT_FOUND"));
        }
        return overview;
    }
}
