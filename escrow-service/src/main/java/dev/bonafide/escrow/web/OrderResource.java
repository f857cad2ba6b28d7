package dev.bonafide.escrow.web;

import dev.bonafide.escrow.commit.Foreseen;
import dev.bonafide.escrow.commit.GroupCommit;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.PlacingDesk;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import dev.bonafide.escrow.placing.PlaceOrder;
import dev.bonafide.escrow.placing.PlacingDecision;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What parties do with orders. The role only opens the door; whose order it is, the rules decide. */
@Path("/v1/orders")
@Tag(name = "Orders")
@RolesAllowed(Roles.MEMBER)
public class OrderResource {
    private final OrderDesk desk;
    private final PlacingDesk placing;
    private final Waiting waiting;
    private final Idempotency idempotency;
    private final GroupCommit commits;
    private final Transactions transactions;
    private final Caller caller;
    private final Ids ids;

    OrderResource(
            OrderDesk desk,
            PlacingDesk placing,
            Waiting waiting,
            Idempotency idempotency,
            GroupCommit commits,
            Transactions transactions,
            Caller caller,
            Ids ids) {
        this.desk = desk;
        this.placing = placing;
        this.waiting = waiting;
        this.idempotency = idempotency;
        this.commits = commits;
        this.transactions = transactions;
        this.caller = caller;
        this.ids = ids;
    }

    /**
     * The wish to buy a listing.
     *
     * @param delivery by parcel unless said otherwise
     * @param deliveryAddressId in the address book of the logistics service; for a parcel only
     * @param milestones to be delivered in several parts, which the seller has to agree to
     * @param snapshotHash of what the buyer looked at; given, the order is refused if the listing has changed since
     * @param services added to the item, see the quote for those that are offered
     * @param quoteHash of the quote agreed to; given, the order is refused if it would not be booked just so
     */
    @Schema(name = "PlaceOrder")
    public record PlaceOrderBody(
            @NotNull UUID listingId,
            @Nullable Delivery delivery,
            @Nullable UUID deliveryAddressId,
            @Size(min = 2, max = 20) @Nullable List<@NotNull @Valid MilestoneBody> milestones,
            @Pattern(regexp = "[0-9a-f]{64}") @Nullable String snapshotHash,

            @Size(max = WishedServices.MAX) @Schema(type = SchemaType.ARRAY, implementation = Service.class) @Nullable
            List<@NotNull String> services,

            @Pattern(regexp = "[0-9a-f]{64}") @Nullable String quoteHash) {}

    /** One deliverable, and its part of the price: all parts come to just the price. */
    @Schema(name = "PlaceMilestone")
    public record MilestoneBody(
            @NotBlank @Size(max = 80) String title, @NotNull Money price) {}

    /**
     * The wish to know what a listing would cost.
     *
     * @param delivery by parcel unless said otherwise
     * @param inMilestones to be delivered in several parts; at once unless said otherwise
     * @param services added to the item
     */
    @Schema(name = "AskQuote")
    public record QuoteBody(
            @NotNull UUID listingId,
            @Nullable Delivery delivery,
            @Nullable Boolean inMilestones,

            @Size(max = WishedServices.MAX) @Schema(type = SchemaType.ARRAY, implementation = Service.class) @Nullable
            List<@NotNull String> services) {}

    /** Places an order: terms and snapshot are pinned, and the listing and risk services are asked. */
    @POST
    @Operation(
            operationId = "placeOrder",
            summary = "Place an order",
            description =
                    "With Prefer: wait=N the answer waits, eight seconds at most, until the other services have answered: the order has left PLACED then, unless people have to say something first.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PlaceOrderBody.class),
                            examples = {
                                @ExampleObject(name = "phone", value = Examples.ORDER_REQUEST),
                                @ExampleObject(name = "in milestones", value = Examples.ORDER_IN_MILESTONES_REQUEST)
                            }))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderView.class),
                            examples = @ExampleObject(name = "placed", value = Examples.ORDER)))
    @APIResponse(responseCode = "404", description = "LISTING_UNKNOWN")
    @APIResponse(
            responseCode = "409",
            description = "LISTING_NOT_ON_SALE, SNAPSHOT_CHANGED, QUOTE_CHANGED with the new quote",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "repriced", value = CheckoutExamples.QUOTE_CHANGED)))
    @APIResponse(
            responseCode = "422",
            description = "SELF_DEALING, LIMIT_EXCEEDED, SERVICE_NOT_OFFERED, SERVICES_EXCLUDE_EACH_OTHER, "
                    + "MEETING_NOT_OFFERED, MILESTONES_DO_NOT_ADD_UP, MILESTONES_CANNOT_MEET")
    public Uni<Response> place(@Valid @NotNull PlaceOrderBody body, @HeaderParam("Prefer") @Nullable String prefer) {
        var buyer = caller.accountId();
        var orderId = ids.next();
        var services = WishedServices.of(body.services());
        var delivery = delivery(body);
        var milestones = milestones(body);
        return idempotency
                .once(
                        buyer,
                        body,
                        session -> placing.place(
                                        session,
                                        new PlaceOrder(
                                                orderId,
                                                buyer,
                                                body.listingId(),
                                                delivery,
                                                body.deliveryAddressId(),
                                                milestones,
                                                services,
                                                body.snapshotHash(),
                                                body.quoteHash()))
                                .map(placed -> answer(placed, buyer)))
                .chain(response -> waiting.untilAnswered(response, buyer, prefer));
    }

    /** What an order would cost, to the unit that will be booked. */
    @POST
    @Path("/quote")
    @Operation(
            operationId = "quoteOrder",
            summary = "Ask what an order would cost, line by line",
            description = "Changes nothing. An order that carries the quoteHash is booked just so, or refused.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = QuoteBody.class),
                            examples = @ExampleObject(name = "phone", value = CheckoutExamples.QUOTE_REQUEST)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Views.QuoteView.class),
                            examples = @ExampleObject(name = "with a warranty", value = CheckoutExamples.QUOTE)))
    @APIResponse(responseCode = "404", description = "LISTING_UNKNOWN")
    @APIResponse(responseCode = "409", description = "LISTING_NOT_ON_SALE")
    @APIResponse(
            responseCode = "422",
            description = "SELF_DEALING, SERVICE_NOT_OFFERED, SERVICES_EXCLUDE_EACH_OTHER, MEETING_NOT_OFFERED",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "unknown", value = CheckoutExamples.NOT_OFFERED)))
    public Uni<Views.QuoteView> quote(@Valid @NotNull QuoteBody body) {
        var buyer = caller.accountId();
        var services = WishedServices.of(body.services());
        var delivery = Objects.requireNonNullElse(body.delivery(), Delivery.PARCEL);
        var inMilestones = Boolean.TRUE.equals(body.inMilestones());
        return transactions
                .run(session -> placing.quote(session, body.listingId(), buyer, delivery, inMilestones, services))
                .map(decision -> switch (decision) {
                    case PlacingDecision.Quoted quoted -> Views.QuoteView.of(quoted);
                    case PlacingDecision.Refused refused -> throw new ProblemException(RefusalProblems.of(refused));
                    case PlacingDecision.Accepted _ -> throw new IllegalStateException("A quote places nothing");
                });
    }

    /** The buyer finds the item as described: the seller gets the money. */
    @POST
    @Path("/{orderId}/acceptance")
    @Operation(
            operationId = "acceptOrder",
            summary = "Accept the item and release the money",
            description = "However often and from however many places it is called, the money is released once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STAGE",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "funded", value = Examples.WRONG_STAGE)))
    public Uni<Response> accept(UUID orderId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var by = caller.accountId();
        return carryOut(orderId, new Accept(by), by, ifMatch);
    }

    /** The buyer takes more time to look at the item, once, by the length that was agreed on. */
    @POST
    @Path("/{orderId}/inspection-extension")
    @Operation(operationId = "extendInspection", summary = "Take more time to look at the item, once")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, INSPECTION_ALREADY_EXTENDED, INSPECTION_OVER")
    public Uni<Response> extendInspection(UUID orderId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var by = caller.accountId();
        return carryOut(orderId, new ExtendInspection(by), by, ifMatch);
    }

    /** Either side no longer wants the sale; what was paid goes back in full. */
    @POST
    @Path("/{orderId}/cancellation")
    @Operation(operationId = "cancelOrder", summary = "Cancel an order that has not been shipped")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, SHIPMENT_ANNOUNCED")
    public Uni<Response> cancel(UUID orderId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var by = caller.accountId();
        return carryOut(orderId, new Cancel(by), by, ifMatch);
    }

    private List<PlaceOrder.Wished> milestones(PlaceOrderBody body) {
        var wished = body.milestones() == null ? List.<MilestoneBody>of() : body.milestones();
        return wished.stream()
                .map(milestone -> new PlaceOrder.Wished(ids.next(), milestone.title(), milestone.price()))
                .toList();
    }

    private static Delivery delivery(PlaceOrderBody body) {
        var delivery = Objects.requireNonNullElse(body.delivery(), Delivery.PARCEL);
        var problem = switch (delivery) {
            case PARCEL -> body.deliveryAddressId() == null ? "REQUIRED" : null;
            case MEET -> body.deliveryAddressId() == null ? null : "NOT_FOR_A_MEETING";
        };
        if (problem != null) {
            throw new ProblemException(
                    Problem.of(422, "VALIDATION_FAILED").with(FieldError.at("/deliveryAddressId", problem)));
        }
        return delivery;
    }

    private Uni<Response> carryOut(UUID orderId, OrderCommand command, UUID by, @Nullable String ifMatch) {
        var expected = ifMatch == null ? null : ETags.required(ifMatch);
        var asked = idempotency.asked(by, null);
        return commits.run(
                new Foreseen(asked, orderId),
                session -> idempotency.once(
                        session,
                        asked,
                        within -> desk.carryOut(within, orderId, command, expected)
                                .map(carried -> answer(carried, by))));
    }

    private static Answer answer(PlacingDesk.Placed placed, UUID by) {
        return switch (placed.decision()) {
            case PlacingDecision.Accepted _ -> {
                var order = OrderView.of(Objects.requireNonNull(placed.order()), by);
                yield Answer.created("/v1/orders/" + order.orderId(), order).withVersion(order.version());
            }
            case PlacingDecision.Refused refused -> Answer.of(RefusalProblems.of(refused));
            case PlacingDecision.Quoted _ -> throw new IllegalStateException("A wish is not answered by a quote");
        };
    }

    static Answer answer(Carried carried, UUID by) {
        return switch (carried.decision()) {
            case Decision.Moved _, Decision.AlreadyDone _ -> {
                var order = OrderView.of(Objects.requireNonNull(carried.order()), by);
                yield Answer.ok(order).withVersion(order.version());
            }
            case Decision.Refused refused -> Answer.of(RefusalProblems.of(refused));
        };
    }
}
