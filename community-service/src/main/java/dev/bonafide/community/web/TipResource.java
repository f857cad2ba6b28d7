package dev.bonafide.community.web;

import dev.bonafide.community.desk.TipDesk;
import dev.bonafide.community.notice.Wording;
import dev.bonafide.community.tip.Tip;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.text.Speech;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Tips before a trade. */
@Path("/v1/tips")
@Authenticated
@Tag(name = "Tips")
public class TipResource {
    private static final String EXAMPLE = """
            {"items": [{"id": "SELLER_SCORE_LOW", "severity": "WARNING",
              "text": "The seller's credit score is below 600. Trade with care.", "data": {"score": 576, "limit": 600}}]}""";

    /** A tip in the reader's language, with what it rests on. */
    public record TipView(String id, Tip.Severity severity, String text, Map<String, Object> data) {}

    /** The tips, the most severe first. */
    public record Tips(List<TipView> items) {}

    private final TipDesk desk;
    private final Wording wording;
    private final Speech speech;

    TipResource(TipDesk desk, Wording wording, Speech speech) {
        this.desk = desk;
        this.wording = wording;
        this.speech = speech;
    }

    /** The tips for somebody who views a listing. */
    @GET
    @Operation(operationId = "listTips", summary = "Tips for what the caller looks at")
    @APIResponse(
            responseCode = "200",
            description = "At most two tips",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "low score", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: no such listing")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED: moment or listing is missing or unknown")
    public Uni<Tips> onView(
            @RestQuery @NotNull @Pattern(regexp = "VIEW") String moment, @RestQuery @NotNull UUID listing) {
        var language = speech.language();
        return desk.onView(listing).map(tips -> {
            if (tips == null) {
                throw new ProblemException(HttpProblems.notFound());
            }
            return new Tips(tips.stream()
                    .map(tip -> new TipView(
                            tip.id(), tip.severity(), wording.tip(language, tip.id(), tip.data()), tip.data()))
                    .toList());
        });
    }
}
