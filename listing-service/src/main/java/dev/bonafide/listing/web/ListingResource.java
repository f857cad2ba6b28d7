package dev.bonafide.listing.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.SerialNumber;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.listing.desk.ListingDesk;
import dev.bonafide.listing.desk.Wish;
import dev.bonafide.listing.listing.Decision;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A seller's listing from draft to close, and what everybody sees of it. */
@Path("/v1/listings")
@Authenticated
@Tag(name = "Listings")
public class ListingResource {
    private final ListingDesk desk;
    private final Answers answers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    ListingResource(
            ListingDesk desk, Answers answers, Idempotency idempotency, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.answers = answers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** A listing in the seller's words. Everything is checked by the service, so that all faults are told at once. */
    public record DraftRequest(
            @Nullable String category,
            @Nullable String title,
            @Nullable String description,
            @SerialNumber(keys = "serial") @Nullable ObjectNode fields,
            @Nullable Money price) {}

    /** Changes: what is absent stays; a field that is null is taken out. */
    public record EditRequest(
            @Nullable String title,
            @Nullable String description,
            @SerialNumber(keys = "serial") @Nullable ObjectNode fields) {}

    /** Another price. */
    public record PriceRequest(@NotNull Money price) {}

    /** Begins a listing. */
    @POST
    @Operation(operationId = "createListing", summary = "Begin a listing as a draft")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "a used phone", value = Examples.DRAFT)))
    @APIResponse(
            responseCode = "201",
            description = "The draft, seen by its seller only",
            content = @Content(examples = @ExampleObject(name = "draft", value = Examples.LISTING)))
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED: one entry for each field that is missing or wrong",
            content = @Content(examples = @ExampleObject(name = "fields missing", value = Examples.MISSING)))
    public Uni<Response> create(DraftRequest request) {
        UUID seller = caller.accountId();
        var wish = request == null
                ? new Wish(null, null, null, null, null)
                : new Wish(
                        request.category(), request.title(), request.description(), request.fields(), request.price());
        return idempotency.once(
                seller,
                request,
                session -> desk.create(session, seller, wish)
                        .chain(decision -> answers.answer(
                                session,
                                decision,
                                seller,
                                view -> Answer.created("/v1/listings/" + view.listingId(), view)
                                        .withVersion(view.version()))));
    }

    /** Hands a listing in. */
    @POST
    @Path("/{id}/submission")
    @Operation(operationId = "submitListing", summary = "Hand a listing in; it goes on sale when it has been judged")
    @APIResponse(
            responseCode = "202",
            description = "IN_REVIEW; a rejected listing becomes a DRAFT again instead",
            content = @Content(examples = @ExampleObject(name = "in review", value = Examples.LISTING)))
    @APIResponse(responseCode = "403", description = "LEVEL_TOO_LOW or PUBLISHING_RESTRICTED with the statementId")
    @APIResponse(
            responseCode = "422",
            description =
                    "PHOTO_ROLE_MISSING with the roles, VALIDATION_FAILED, or LIMIT_EXCEEDED with the policy version",
            content = @Content(examples = @ExampleObject(name = "role missing", value = Examples.ROLE_MISSING)))
    public Uni<Response> submit(@PathParam("id") UUID id) {
        UUID seller = caller.accountId();
        return idempotency.once(
                seller,
                null,
                session -> desk.submit(session, seller, id)
                        .chain(decision -> answers.answer(
                                session,
                                decision,
                                seller,
                                view -> Answer.accepted(view).withVersion(view.version()))));
    }

    /** Ends a listing. */
    @POST
    @Path("/{id}/closure")
    @Operation(operationId = "closeListing", summary = "Take a listing from sale for good")
    @APIResponse(
            responseCode = "200",
            description = "CLOSED",
            content = @Content(examples = @ExampleObject(name = "closed", value = Examples.LISTING)))
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE while it is kept for an order",
            content = @Content(examples = @ExampleObject(name = "reserved", value = Examples.WRONG_STAGE)))
    public Uni<Response> close(@PathParam("id") UUID id) {
        UUID seller = caller.accountId();
        return idempotency.once(
                seller,
                null,
                session -> desk.close(session, seller, id)
                        .chain(decision -> answers.answer(session, decision, seller, ListingResource::versioned)));
    }

    /** Shows a listing. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getListing", summary = "A listing; what is not on sale only for its seller and the house")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "on sale", value = Examples.LISTING)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        UUID who = caller.accountId();
        boolean ofTheHouse = Answers.isOfTheHouse(caller);
        return transactions
                .run(session -> desk.look(session, id, who, ofTheHouse)
                        .chain(found -> answers.view(session, Answers.orNotFound(found), who)))
                .map(view -> versioned(view).toResponse());
    }

    /** Changes words and fields. */
    @PATCH
    @Path("/{id}")
    @Operation(
            operationId = "editListing",
            summary = "Change words or fields",
            description =
                    "Other words on sale are a new version. Another brand, model, grade or serial number is judged anew.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "other words", value = Examples.EDIT)))
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "changed", value = Examples.LISTING)))
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE",
            content = @Content(examples = @ExampleObject(name = "reserved", value = Examples.WRONG_STAGE)))
    public Uni<Response> edit(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull EditRequest request) {
        UUID seller = caller.accountId();
        long seen = ETags.required(ifMatch);
        var wish = new Wish(null, request.title(), request.description(), request.fields(), null);
        return change(seller, session -> desk.edit(session, seller, id, seen, wish));
    }

    /** Changes the price. */
    @PUT
    @Path("/{id}/price")
    @Operation(operationId = "changePrice", summary = "Change the price; each change is public for 30 days")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "lower", value = Examples.PRICE)))
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "changed", value = Examples.LISTING)))
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE while it is kept for an order",
            content = @Content(examples = @ExampleObject(name = "reserved", value = Examples.WRONG_STAGE)))
    public Uni<Response> changePrice(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @jakarta.validation.Valid PriceRequest request) {
        UUID seller = caller.accountId();
        long seen = ETags.required(ifMatch);
        return change(seller, session -> desk.changePrice(session, seller, id, seen, request.price()));
    }

    private Uni<Response> change(UUID seller, Function<Mutiny.Session, Uni<Optional<Decision>>> work) {
        return transactions
                .run(session -> work.apply(session)
                        .chain(decision -> answers.answer(session, decision, seller, ListingResource::versioned)))
                .map(ListingResource::response);
    }

    private static Answer versioned(ListingView view) {
        return Answer.ok(view).withVersion(view.version());
    }

    /** A problem as answer is thrown, so that the one place that words problems words this one too. */
    private static Response response(Answer answer) {
        if (answer.body() instanceof Problem problem) {
            throw new ProblemException(problem);
        }
        return answer.toResponse();
    }
}
