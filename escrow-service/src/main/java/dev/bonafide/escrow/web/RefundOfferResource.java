package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.desk.order.RefundOfferDesk;
import dev.bonafide.escrow.offer.OfferDecision;
import dev.bonafide.escrow.offer.RefundOffer;
import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.store.RefundOffers;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The two sides settle between themselves: the buyer keeps the item and has some of the price back. */
@Path("/v1/orders/{orderId}/refund-offers")
@Tag(name = "Refund offers")
public class RefundOfferResource {
    private final RefundOfferDesk desk;
    private final RefundOffers offers;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    RefundOfferResource(
            RefundOfferDesk desk,
            RefundOffers offers,
            Readers readers,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.offers = offers;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** How much of the price is to go back. */
    @Schema(name = "OfferRefund")
    public record OfferBody(@NotNull Money amount) {}

    /** The other side's word. */
    @Schema(name = "AnswerRefundOffer")
    public record AnswerBody(RefundOffer.@NotNull Reply reply) {}

    /** An offer; open ones lapse when the order leaves the inspection. */
    @Schema(name = "RefundOffer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferView(
            int number,
            Actor by,
            Money amount,
            RefundOffer.Status status,
            Instant offeredAt,
            @Nullable Instant answeredAt) {
        static OfferView of(RefundOffer offer) {
            return new OfferView(
                    offer.number(), offer.by(), offer.amount(), offer.status(), offer.offeredAt(), offer.answeredAt());
        }
    }

    /** The seller offers, or the buyer asks. */
    @POST
    @RolesAllowed(Roles.MEMBER)
    @Operation(
            operationId = "offerRefund",
            summary = "Offer, or ask for, some of the price back",
            description = "While the order is in inspection. A newer offer of the same side replaces an open one.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = OfferBody.class),
                            examples = @ExampleObject(name = "scratch", value = Examples.REFUND_OFFER_REQUEST)))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            schema = @Schema(implementation = OfferView.class),
                            examples = @ExampleObject(name = "open", value = Examples.REFUND_OFFER)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, INSPECTION_OVER")
    @APIResponse(responseCode = "422", description = "AMOUNT_ABOVE_HELD, AMOUNT_NOT_POSITIVE, CURRENCY_DIFFERS")
    public Uni<Response> make(UUID orderId, @Valid @NotNull OfferBody body) {
        var by = caller.accountId();
        return idempotency.once(
                by,
                body,
                session -> desk.make(session, orderId, by, body.amount()).map(RefundOfferResource::answer));
    }

    /** The other side agrees, and the order ends so, or declines, and it goes on. */
    @POST
    @Path("/{number}/answer")
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "answerRefundOffer", summary = "Agree to an offer of the other side, or decline it")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = AnswerBody.class),
                            examples = @ExampleObject(name = "agree", value = "{\"reply\": \"AGREE\"}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfferView.class)))
    @APIResponse(responseCode = "403", description = "OWN_REFUND_OFFER")
    @APIResponse(responseCode = "404", description = "REFUND_OFFER_NOT_FOUND, ORDER_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, INSPECTION_OVER, REFUND_OFFER_CLOSED")
    public Uni<Response> reply(UUID orderId, int number, @Valid @NotNull AnswerBody body) {
        var by = caller.accountId();
        return idempotency.once(
                by,
                body,
                session ->
                        desk.answer(session, orderId, number, by, body.reply()).map(RefundOfferResource::answer));
    }

    /** Every offer that was made. */
    @GET
    @RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listRefundOffers", summary = "The offers of an order, oldest first")
    public Uni<Views.ItemsView<OfferView>> list(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader).chain(() -> offers.ofOrder(session, orderId)))
                .map(found ->
                        new Views.ItemsView<>(found.stream().map(OfferView::of).toList()));
    }

    private static Answer answer(OfferDecision decision) {
        return switch (decision) {
            case OfferDecision.Made(var offer) ->
                Answer.created(
                        "/v1/orders/" + offer.orderId() + "/refund-offers/" + offer.number(), OfferView.of(offer));
            case OfferDecision.Agreed(var offer) -> Answer.ok(OfferView.of(offer));
            case OfferDecision.Declined(var offer) -> Answer.ok(OfferView.of(offer));
            case OfferDecision.AlreadyDone(var offer) -> Answer.ok(OfferView.of(offer));
            case OfferDecision.Refused refused -> Answer.of(RefusalProblems.of(refused));
        };
    }
}
