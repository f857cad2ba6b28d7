package dev.bonafide.identity.web;

import dev.bonafide.identity.desk.AccountDesk;
import dev.bonafide.identity.desk.VerificationDesk;
import dev.bonafide.identity.desk.VerificationDesk.Outcome;
import dev.bonafide.identity.provider.MessageSender;
import dev.bonafide.identity.provider.TextMessage;
import dev.bonafide.identity.sealing.Codes;
import dev.bonafide.identity.sealing.Fingerprints;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.identity.web.StartVerification.Wish;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Speech;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the caller proves about themselves. */
@Path("/v1/me/verifications")
@RolesAllowed(Roles.MEMBER)
@Tag(name = "Verification")
public class VerificationResource {

    private static final Logger LOG = Logger.getLogger(VerificationResource.class);
    private static final String CHALLENGED = """
            {"verificationId": "019aa1f0-0009-7001-8000-000000000001", "kind": "PHONE", "stage": "CHALLENGED",
             "attemptsLeft": 5, "expiresAt": "2026-11-01T08:15:00Z"}""";
    private static final String ASKED = """
            {"verificationId": "019aa1f0-0009-7002-8000-000000000002", "kind": "REAL_NAME", "stage": "ASKED",
             "expiresAt": "2026-11-02T08:05:00Z", "idLast4": "0013"}""";
    private static final String VERIFIED = """
            {"verificationId": "019aa1f0-0009-7001-8000-000000000001", "kind": "PHONE", "stage": "VERIFIED",
             "verifiedAt": "2026-11-01T08:06:00Z"}""";

    /** The code a member has read from the phone. */
    public record CodeAnswer(
            @NotNull @Pattern(regexp = "[0-9]{6}") String code) {
        /** Nothing, so that no log shows the code. */
        @Override
        public String toString() {
            return "CodeAnswer(…)";
        }
    }

    private final VerificationDesk desk;
    private final AccountDesk accounts;
    private final Idempotency idempotency;
    private final Fingerprints fingerprints;
    private final Codes codes;
    private final MessageSender messages;
    private final Guard guard;
    private final Speech speech;
    private final Caller caller;
    private final Clock clock;

    VerificationResource(
            VerificationDesk desk,
            AccountDesk accounts,
            Idempotency idempotency,
            Fingerprints fingerprints,
            Codes codes,
            MessageSender messages,
            Resilience resilience,
            Speech speech,
            Caller caller,
            Clock clock) {
        this.desk = desk;
        this.accounts = accounts;
        this.idempotency = idempotency;
        this.fingerprints = fingerprints;
        this.codes = codes;
        this.messages = messages;
        this.guard = resilience.guard("message-sender");
        this.speech = speech;
        this.caller = caller;
        this.clock = clock;
    }

    /** Begins to prove a phone or a real name. The answer is the same whether or not somebody else has that phone. */
    @POST
    @Operation(operationId = "startVerification", summary = "Prove your phone or your real name")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(
                                        name = "phone",
                                        value = "{\"kind\": \"PHONE\", \"phone\": \"+8613800138000\"}"),
                                @ExampleObject(
                                        name = "real name",
                                        value =
                                                "{\"kind\": \"REAL_NAME\", \"name\": \"李小红\", \"idNumber\": \"110101199003070011\"}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way, or the provider is being asked",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "phone", value = CHALLENGED),
                                @ExampleObject(name = "real name", value = ASKED)
                            }))
    @APIResponse(responseCode = "409", description = "IDENTITY_ALREADY_BOUND, VERIFICATION_OF_OTHER")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED with one entry per field")
    @APIResponse(responseCode = "429", description = "VERIFICATION_LOCKED, VERIFICATION_TOO_OFTEN, CODE_JUST_SENT")
    public Uni<Response> start(@Valid @NotNull StartVerification request) {
        return switch (request.wish(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            case Wish.Phone(var phone) -> startPhone(phone);
            case Wish.RealName wish ->
                idempotency.once(
                        caller.accountId(),
                        fingerprints.ofRequest(
                                "REAL_NAME", wish.name(), wish.idNumber().number()),
                        session -> desk.askProvider(session, caller.accountId(), wish.name(), wish.idNumber())
                                .map(outcome -> VerificationAnswers.started(outcome, clock.instant())));
        };
    }

    /** Proves the phone by the code that was sent to it. */
    @POST
    @Path("/{id}/answer")
    @Operation(operationId = "answerVerification", summary = "Type the code you were sent")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "code", value = "{\"code\": \"123456\"}")))
    @APIResponse(
            responseCode = "200",
            description = "Proven",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "verified", value = VERIFIED)))
    @APIResponse(responseCode = "409", description = "IDENTITY_ALREADY_BOUND, VERIFICATION_WRONG_STAGE")
    @APIResponse(responseCode = "422", description = "WRONG_CODE with attemptsLeft, CODE_EXPIRED")
    @APIResponse(responseCode = "429", description = "VERIFICATION_LOCKED with Retry-After")
    public Uni<Response> answer(@RestPath UUID id, @Valid @NotNull CodeAnswer answer) {
        UUID account = caller.accountId();
        // The code itself must not be kept, not even as a plain hash, so a repeat is known by its fingerprint.
        return idempotency.once(
                account,
                fingerprints.ofCode(id, answer.code()),
                session -> desk.answerCode(session, account, id, answer.code()).map(this::answered));
    }

    /** The caller's verifications. */
    @GET
    @Operation(operationId = "listVerifications", summary = "Your verifications")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = "{\"items\": [" + VERIFIED + "]}")))
    public Uni<Page<VerificationView>> list() {
        return own().map(all -> new Page<>(all, null));
    }

    /** One of the caller's verifications; another person's is not found. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getVerification", summary = "One of your verifications")
    @APIResponse(
            responseCode = "200",
            description = "The verification",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "verified", value = VERIFIED)))
    public Uni<VerificationView> get(@RestPath UUID id) {
        return own().map(all -> all.stream()
                .filter(one -> one.verificationId().equals(id))
                .findFirst()
                .orElseThrow(VerificationResource::notFound));
    }

    private Uni<Response> startPhone(PhoneNumber phone) {
        UUID account = caller.accountId();
        String code = codes.next();
        AtomicBoolean isNew = new AtomicBoolean();
        return idempotency
                .once(
                        account,
                        fingerprints.ofRequest("PHONE", phone.e164()),
                        session -> desk.sendCode(session, account, phone, code)
                                .invoke(outcome -> isNew.set(outcome.hasNewCode()))
                                .map(outcome -> VerificationAnswers.started(outcome, clock.instant())))
                .call(() -> isNew.get()
                        ? send(account, phone, code)
                        : Uni.createFrom().voidItem());
    }

    /** Sent once the challenge has committed: a code nobody can answer must not reach a phone. */
    private Uni<Void> send(UUID account, PhoneNumber phone, String code) {
        var message = new TextMessage(account, phone, speech.say("sms.code", Map.of("code", code)), code);
        return guard.call(() -> messages.send(message)).onFailure().transform(failure -> {
            LOG.warnf(
                    "A code for %s was not sent: %s",
                    account, failure.getClass().getSimpleName());
            return new ProblemException(
                    Problem.of(503, "SERVICE_UNAVAILABLE").withHeader(HttpHeaders.RETRY_AFTER, "60"));
        });
    }

    private Answer answered(@Nullable Outcome outcome) {
        if (outcome == null) {
            throw notFound();
        }
        return VerificationAnswers.answered(outcome, clock.instant());
    }

    private Uni<List<VerificationView>> own() {
        return accounts.overview(caller.accountId())
                .map(overview -> overview == null
                        ? List.of()
                        : overview.verifications().stream()
                                .map(VerificationView::of)
                                .toList());
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(404, "NOT_FOUND"));
    }
}
