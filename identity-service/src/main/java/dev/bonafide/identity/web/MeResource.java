package dev.bonafide.identity.web;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.desk.AccountDesk;
import dev.bonafide.identity.desk.AccountDesk.Overview;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.text.Language;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own account. */
@Path("/v1/me")
@Authenticated
@Tag(name = "Account")
public class MeResource {

    private static final String EXAMPLE = """
            {"accountId": "019aa1f0-0001-7002-8000-0000000003ea", "level": "L2", "language": "zh-CN",
             "registeredAt": "2026-11-01T08:00:00Z", "score": 655,
             "rights": {"policyVersion": "2026-11-01", "maxOrder": {"amountMinor": 2000000, "currency": "CNY"},
                        "publishPerDay": 20, "payoutDelayDays": 3},
             "verifications": [{"verificationId": "019aa1f0-0009-7001-8000-000000000001", "kind": "PHONE",
                                "stage": "VERIFIED", "verifiedAt": "2026-11-01T08:05:00Z"}]}""";

    /** The account as its owner reads it. */
    public record MeView(
            UUID accountId,
            Level level,
            String language,
            Instant registeredAt,
            int score,
            RightsView rights,
            List<VerificationView> verifications) {

        static MeView of(Overview overview) {
            return new MeView(
                    overview.account().id(),
                    overview.standing().level(),
                    overview.account().language().tag(),
                    overview.account().registeredAt(),
                    overview.standing().score().value(),
                    RightsView.of(overview.standing().rights()),
                    overview.verifications().stream().map(VerificationView::of).toList());
        }
    }

    /** What the owner may choose. */
    public record Preferences(@NotNull String language) {}

    private final AccountDesk desk;
    private final Caller caller;

    MeResource(AccountDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** The caller's account, made by this call if it is the first. */
    @GET
    @Operation(operationId = "getMe", summary = "Your account: level, rights, verifications")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "verified seller", value = EXAMPLE)))
    public Uni<MeView> me() {
        return desk.overview(caller.accountId()).map(MeResource::view);
    }

    /** Chooses the language of everything the caller is told. */
    @PUT
    @Operation(operationId = "putMe", summary = "Choose your language")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "English", value = "{\"language\": \"en\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "verified seller", value = EXAMPLE)))
    public Uni<MeView> choose(@Valid @NotNull Preferences preferences) {
        UUID account = caller.accountId();
        return desk.speak(account, language(preferences.language()))
                .chain(() -> desk.overview(account))
                .map(MeResource::view);
    }

    private static MeView view(@Nullable Overview overview) {
        if (overview == null) {
            throw new ProblemException(Problem.of(404, "NOT_FOUND"));
        }
        return MeView.of(overview);
    }

    private static Language language(String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(422, "VALIDATION_FAILED").with(FieldError.at("/language", "UNKNOWN_LANGUAGE"))));
    }
}
