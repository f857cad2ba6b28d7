package dev.bonafide.dispute.web;

import dev.bonafide.dispute.config.DisputeConfig;
import dev.bonafide.dispute.desk.EvidenceDesk;
import dev.bonafide.dispute.desk.EvidenceDesk.Piece;
import dev.bonafide.dispute.desk.EvidenceDesk.Taken;
import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.dispute.evidence.FileType;
import dev.bonafide.dispute.evidence.Sha256;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
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
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the sides show, sealed as it comes in. */
@Path("/v1/disputes/{id}/evidence")
@Tag(name = "Evidence")
public class EvidenceResource {

    /** Evidence in words. */
    public record Statement(
            @NotBlank @Size(min = 1, max = 20_000) String text) {
        /** Without the words, so that no log repeats them. */
        @Override
        public String toString() {
            return "Statement(…)";
        }
    }

    private final EvidenceDesk desk;
    private final DisputeConfig config;
    private final Idempotency idempotency;
    private final Speech speech;
    private final Caller caller;

    EvidenceResource(EvidenceDesk desk, DisputeConfig config, Idempotency idempotency, Speech speech, Caller caller) {
        this.desk = desk;
        this.config = config;
        this.idempotency = idempotency;
        this.speech = speech;
        this.caller = caller;
    }

    /** Adds evidence in words. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(
            operationId = "addEvidence",
            summary = "Add evidence: a statement as JSON, or a file as the body itself",
            description = "JPEG, PNG and WebP up to 15 MiB, PDF and MP4 up to 20 MiB, 30 pieces on each side. A file is"
                    + " what its content says. The other side sees what you add.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples = @ExampleObject(name = "statement", value = Examples.STATEMENT)),
                @Content(mediaType = "image/jpeg"),
                @Content(mediaType = "image/png"),
                @Content(mediaType = "image/webp"),
                @Content(mediaType = "application/pdf"),
                @Content(mediaType = "video/mp4")
            })
    @APIResponse(
            responseCode = "201",
            description = "Sealed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "photo", value = Examples.EVIDENCE)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: no dispute of yours")
    @APIResponse(responseCode = "409", description = "EVIDENCE_CLOSED, EVIDENCE_QUOTA, WRONG_STAGE with allowed")
    @APIResponse(responseCode = "413", description = "EVIDENCE_TOO_LARGE with sizeMax")
    @APIResponse(responseCode = "415", description = "EVIDENCE_TYPE: the content is none of the formats taken")
    @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE: come back in a moment")
    public Uni<Response> addStatement(@RestPath UUID id, @Valid @NotNull Statement statement) {
        return add(id, FileType.TEXT, statement.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file; its name and what it is said to be do not matter. */
    @POST
    @Consumes({
        "image/jpeg",
        "image/png",
        "image/webp",
        "application/pdf",
        "video/mp4",
        MediaType.APPLICATION_OCTET_STREAM
    })
    @RolesAllowed(Roles.MEMBER)
    @Operation(hidden = true)
    public Uni<Response> addFile(@RestPath UUID id, byte @Nullable [] content) {
        byte[] file = content == null ? new byte[0] : content;
        var type = FileType.of(file)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(415, "EVIDENCE_TYPE").with("taken", List.of("JPEG", "PNG", "WEBP", "PDF", "MP4"))));
        var sizeMax = DisputeConfig.Evidence.sizeMax(config.evidence(), type);
        if (file.length > sizeMax) {
            throw new ProblemException(Problem.of(413, "EVIDENCE_TOO_LARGE")
                    .with("fileType", type.name())
                    .with("sizeMax", sizeMax));
        }
        return add(id, type, file);
    }

    /** All pieces in the order they came. */
    @GET
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER, Roles.AUDITOR})
    @Operation(operationId = "listEvidence", summary = "The evidence of both sides, in the order it came")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = Examples.EVIDENCE_LIST)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: none that you may see")
    public Uni<Page<EvidenceView>> list(@RestPath UUID id) {
        return desk.list(id, caller.accountId(), Offices.of(caller))
                .map(Answers::orNotFound)
                .map(lines -> new Page<>(lines.stream().map(EvidenceView::of).toList(), null));
    }

    /** Whether all of it is what it was. */
    @GET
    @Path("/verify")
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER, Roles.AUDITOR})
    @Operation(
            operationId = "verifyEvidence",
            summary = "Check the chain and every content, and name the first thing that was changed")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "intact", value = Examples.INTACT),
                                @ExampleObject(name = "altered", value = Examples.BROKEN)
                            }))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: none that you may see")
    public Uni<VerificationView> verify(@RestPath UUID id) {
        return desk.verify(id, caller.accountId(), Offices.of(caller))
                .map(Answers::orNotFound)
                .map(verification -> VerificationView.of(verification, speech));
    }

    /** The original of a piece, for the parties and their arbiter. */
    @GET
    @Path("/{evidenceId}")
    @RolesAllowed({Roles.MEMBER, Roles.ARBITER})
    @Operation(operationId = "getEvidence", summary = "The original of a piece, as an attachment")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    @APIResponse(responseCode = "404", description = "NOT_FOUND: none that you may see")
    public Uni<Response> get(@RestPath UUID id, @RestPath UUID evidenceId) {
        return desk.open(id, evidenceId, caller.accountId())
                .map(Answers::orNotFound)
                .map(EvidenceResource::attachment);
    }

    private Uni<Response> add(UUID id, FileType type, byte[] content) {
        UUID account = caller.accountId();
        var sha256 = Sha256.of(content);
        return desk.keep(id, account, type, content).chain(isParty -> {
            if (!isParty) {
                throw new ProblemException(HttpProblems.notFound());
            }
            return idempotency.once(
                    account,
                    Map.of("sha256", sha256, "type", type.name()),
                    session -> desk.take(session, id, account, type, sha256, content.length)
                            .map(taken -> answer(id, Answers.orNotFound(taken))));
        });
    }

    private static Answer answer(UUID id, Taken taken) {
        var line = taken.line();
        if (line != null) {
            var view = EvidenceView.of(line);
            return Answer.created("/v1/disputes/" + id + "/evidence/" + view.evidenceId(), view);
        }
        if (taken.decision() instanceof Decision.Refused no) {
            return Answer.of(RefusalProblems.of(no));
        }
        throw new IllegalStateException("Neither sealed nor refused: " + taken.decision());
    }

    /** Nothing in it may run or show where the reader is signed in, so it is only ever saved. */
    private static Response attachment(Piece piece) {
        var entry = piece.line().entry();
        var type = FileType.ofMediaType(entry.mediaType());
        return Response.ok(piece.content().bytes())
                .type(type == FileType.TEXT ? "text/plain;charset=UTF-8" : type.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"evidence-" + entry.n() + "." + type.extension() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
