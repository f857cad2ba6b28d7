package dev.bonafide.identity.web;

import dev.bonafide.identity.desk.VerificationDesk;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.Verification.ManualReview;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Verifications that a person has to look at. Moderators do, and never at their own. */
@Path("/v1/verifications")
@RolesAllowed(Roles.MODERATOR)
@Tag(name = "Verification")
public class ReviewResource {

    private static final int LIMIT = 50;
    private static final String WAITING = """
            {"items": [{"verificationId": "019aa1f0-0009-7002-8000-000000000002", "kind": "REAL_NAME",
                        "accountId": "019aa1f0-0001-7002-8000-0000000003ea", "remindAt": "2026-11-04T08:05:00Z"}]}""";

    private static final String DECIDED = """
            {"verificationId": "019aa1f0-0009-7002-8000-000000000002", "kind": "REAL_NAME", "stage": "VERIFIED",
             "verifiedAt": "2026-11-02T09:00:00Z", "idLast4": "0013"}""";

    /** A case as a moderator reads it. */
    public record CaseView(
            UUID verificationId,
            UUID accountId,
            Kind kind,
            @Nullable Instant remindAt) {
        static CaseView of(VerificationRow row) {
            return new CaseView(
                    row.id(),
                    row.accountId(),
                    row.kind(),
                    row.verification() instanceof ManualReview at ? at.remindAt() : null);
        }
    }

    /** What the moderator has found. */
    public record Finding(@NotNull Boolean genuine) {}

    private final VerificationDesk desk;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Caller caller;
    private final Clock clock;

    ReviewResource(
            VerificationDesk desk, Transactions transactions, Idempotency idempotency, Caller caller, Clock clock) {
        this.desk = desk;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** What waits for a person, the longest waiting first. */
    @GET
    @Operation(operationId = "listVerificationReviews", summary = "Verifications that wait for a person")
    @APIResponse(
            responseCode = "200",
            description = "The longest waiting first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = WAITING)))
    public Uni<Page<CaseView>> waiting() {
        return transactions.run(session -> desk.underReview(session, LIMIT)
                .map(rows -> new Page<>(rows.stream().map(CaseView::of).toList(), null)));
    }

    /** Ends a case. */
    @POST
    @Path("/{id}/review")
    @Operation(operationId = "reviewVerification", summary = "Say whether the proof is genuine")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "genuine", value = "{\"genuine\": true}")))
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "verified", value = DECIDED)))
    @APIResponse(responseCode = "409", description = "VERIFICATION_WRONG_STAGE")
    public Uni<Response> review(@RestPath UUID id, @Valid @NotNull Finding finding) {
        UUID reviewer = caller.accountId();
        return idempotency.once(
                reviewer,
                finding,
                session -> desk.review(session, reviewer, id, finding.genuine()).map(outcome -> {
                    if (outcome == null) {
                        throw new ProblemException(Problem.of(404, "NOT_FOUND"));
                    }
                    return VerificationAnswers.answered(outcome, clock.instant());
                }));
    }
}
