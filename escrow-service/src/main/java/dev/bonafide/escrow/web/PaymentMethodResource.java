package dev.bonafide.escrow.web;

import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentMethods;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Speech;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How one can pay here. */
@Path("/v1/payment-methods")
@Tag(name = "Payments")
@RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.OPERATOR})
public class PaymentMethodResource {
    private final PaymentMethods methods;
    private final Speech speech;

    PaymentMethodResource(PaymentMethods methods, Speech speech) {
        this.methods = methods;
        this.speech = speech;
    }

    /**
     * A way to pay.
     *
     * @param name in the caller's language
     * @param capture when the money moves unless the buyer says otherwise
     * @param reservable whether the amount can be reserved first (capture LATER)
     */
    @Schema(name = "PaymentMethodOffer")
    record MethodView(PaymentMethod method, String name, Capture capture, boolean reservable) {}

    /** The ways to pay that are offered here. */
    @GET
    @Operation(operationId = "listPaymentMethods", summary = "The ways to pay that are offered here")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "sandbox", value = PaymentExamples.METHODS)))
    public Views.ItemsView<MethodView> list() {
        return new Views.ItemsView<>(methods.offered().stream()
                .map(offered -> new MethodView(
                        offered.method(),
                        speech.say("method." + offered.method().name(), Map.of()),
                        offered.capture(),
                        offered.reservable()))
                .toList());
    }
}
