package dev.bonafide.listing.web;

import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.listing.desk.ListingDesk;
import dev.bonafide.listing.desk.PhotoDesk;
import dev.bonafide.listing.desk.PhotoDesk.Size;
import dev.bonafide.listing.desk.PhotoDesk.Taken;
import dev.bonafide.listing.desk.PhotoDesk.Upload;
import dev.bonafide.listing.listing.Decision.AlreadyDone;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Decision.Refused;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.photo.Examined;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Photos of a listing: bytes in, renditions out. */
@Path("/v1/listings/{id}/photos")
@Authenticated
@Tag(name = "Photos")
public class PhotoResource {
    private final PhotoDesk desk;
    private final ListingDesk listings;
    private final Refusals refusals;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    PhotoResource(
            PhotoDesk desk,
            ListingDesk listings,
            Refusals refusals,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.listings = listings;
        this.refusals = refusals;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * A photo that was taken in.
     *
     * @param sha256 of the uploaded bytes
     * @param width in pixels, upright
     * @param height in pixels, upright
     * @param version of the listing, to which the photo now belongs
     */
    public record PhotoTaken(
            UUID photoId, String role, String sha256, int width, int height, String verdict, long version) {}

    /** Takes a photo in. */
    @POST
    @Consumes({"image/jpeg", "image/png", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "addPhoto",
            summary = "Add a photo; the body is the picture itself",
            description =
                    "JPEG, PNG or WebP, at most 15 MB and 40 megapixels, short side at least 600 pixels. The picture's own"
                            + " first bytes say what it is. Nothing hidden in it, such as a position, is ever handed on.")
    @APIResponse(
            responseCode = "201",
            content = @Content(examples = @ExampleObject(name = "taken", value = Examples.PHOTO)))
    @APIResponse(
            responseCode = "422",
            description = "PHOTO_FORMAT, PHOTO_TOO_LARGE, PHOTO_TOO_SMALL, PHOTO_DAMAGED, PHOTO_TOO_SLOW or"
                    + " PHOTOS_TOO_MANY; nothing was kept")
    @APIResponse(responseCode = "503", description = "PHOTO_WORKERS_BUSY: try again in a moment")
    public Uni<Response> add(
            @PathParam("id") UUID id,
            @Parameter(description = "What it shows, one of the template's roles", example = "SCREEN")
                    @QueryParam("role")
                    @Nullable
                    String role,
            byte @Nullable [] picture) {
        UUID seller = caller.accountId();
        byte[] bytes = picture == null ? new byte[0] : picture;
        if (role == null) {
            throw new ProblemException(Problem.of(400, "INVALID_PARAMETER").with(FieldError.in("role", "REQUIRED")));
        }
        return transactions
                .run(session -> listings.look(session, id, seller, false))
                .map(Answers::orNotFound)
                .invoke(listing -> expectOwn(listing, seller, role))
                .chain(() -> desk.examine(bytes))
                .map(PhotoResource::sound)
                .chain(sound -> desk.store(bytes, sound))
                .chain(upload -> idempotency.once(
                        seller,
                        Map.of("role", role, "sha256", upload.original().sha256()),
                        session -> take(session, seller, id, role, upload)));
    }

    /** Takes a photo out. */
    @DELETE
    @Path("/{photoId}")
    @Operation(operationId = "removePhoto", summary = "Take a photo out of a listing")
    @APIResponse(responseCode = "204", description = "The listing no longer shows it")
    public Uni<Response> remove(@PathParam("id") UUID id, @PathParam("photoId") UUID photoId) {
        UUID seller = caller.accountId();
        return transactions
                .run(session -> desk.remove(session, seller, id, photoId))
                .map(Answers::orNotFound)
                .map(decision -> switch (decision) {
                    case Moved _, AlreadyDone _ -> Response.noContent().build();
                    case Refused refused -> throw new ProblemException(refusals.problem(refused));
                });
    }

    /** Hands a rendition out. */
    @GET
    @Path("/{photoId}")
    @Produces("image/jpeg")
    @Operation(operationId = "getPhoto", summary = "A photo as JPEG, longest side 1600 (LARGE) or 400 (SMALL)")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/jpeg"))
    public Uni<Response> get(
            @PathParam("id") UUID id,
            @PathParam("photoId") UUID photoId,
            @QueryParam("size") @DefaultValue("LARGE") Size size) {
        UUID who = caller.accountId();
        boolean ofTheHouse = Answers.isOfTheHouse(caller);
        return transactions
                .run(session -> listings.look(session, id, who, ofTheHouse)
                        .map(Answers::orNotFound)
                        .chain(() -> desk.rendition(session, id, photoId, size)))
                .map(Answers::orNotFound)
                .chain(desk::read)
                .map(Answers::orNotFound)
                .map(content -> Response.ok(content.bytes(), content.object().mediaType())
                        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                        .header(HttpHeaders.ETAG, "\"" + content.object().sha256() + "\"")
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }

    private Uni<Answer> take(Mutiny.Session session, UUID seller, UUID id, String role, Upload upload) {
        return desk.add(session, seller, id, role, upload)
                .map(taken -> taken.map(this::answer).orElseGet(() -> Answer.of(Refusals.notFound())));
    }

    private Answer answer(Taken taken) {
        return switch (taken.decision()) {
            case Moved moved -> created(taken, moved.to());
            case AlreadyDone already -> created(taken, already.at());
            case Refused refused -> Answer.of(refusals.problem(refused));
        };
    }

    private static Answer created(Taken taken, Listing listing) {
        var photo = taken.photo().orElseThrow();
        long version = listing.item().version();
        return Answer.created(
                        "/v1/listings/" + photo.listingId() + "/photos/"
                                + photo.shown().id(),
                        new PhotoTaken(
                                photo.shown().id(),
                                photo.shown().role(),
                                photo.shown().sha256(),
                                photo.width(),
                                photo.height(),
                                "ACCEPTED",
                                version))
                .withVersion(version);
    }

    private void expectOwn(Listing listing, UUID seller, String role) {
        if (!listing.item().sellerId().equals(seller)) {
            throw new ProblemException(Refusals.notFound());
        }
        if (!desk.hasRole(listing, role)) {
            throw new ProblemException(
                    Problem.of(422, "PHOTO_ROLE_UNKNOWN").with("role", role).with(FieldError.in("role", "NOT_A_ROLE")));
        }
    }

    private static Examined.Sound sound(Optional<Examined> verdict) {
        if (verdict.isEmpty()) {
            throw new ProblemException(Problem.of(503, "PHOTO_WORKERS_BUSY").withHeader("Retry-After", "2"));
        }
        return switch (verdict.get()) {
            case Examined.Sound sound -> sound;
            case Examined.Refused refused -> {
                var problem = Problem.of(422, refused.code());
                for (var fact : refused.facts().entrySet()) {
                    problem = problem.with(fact.getKey(), fact.getValue());
                }
                throw new ProblemException(problem);
            }
        };
    }
}
