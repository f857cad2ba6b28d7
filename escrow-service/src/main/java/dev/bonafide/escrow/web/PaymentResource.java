package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.payment.ParkedPaymentDesk;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.desk.payment.PaymentDesk.Begun;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentMethods;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.sandbox.SandboxScript;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The buyer pays. The answer is that the provider is being asked; what came of it, the provider tells. */
@Path("/v1/orders/{orderId}/payments")
@Tag(name = "Payments")
public class PaymentResource {
    private final PaymentDesk desk;
    private final ParkedPaymentDesk parked;
    private final Payments payments;
    private final PaymentMethods methods;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    PaymentResource(
            PaymentDesk desk,
            ParkedPaymentDesk parked,
            Payments payments,
            PaymentMethods methods,
            Readers readers,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.parked = parked;
        this.payments = payments;
        this.methods = methods;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * The wish to pay what is due; the amount is the order's, never the client's.
     *
     * @param capture LATER reserves the amount first and takes it when the order has all its answers; that may be asked
     *     for while the order is still PLACED. Without it, what is usual for the method.
     * @param script sandbox only: what its provider shall do, see {@link SandboxScript}
     */
    @Schema(name = "PayOrder")
    public record PayBody(
            @NotNull PaymentMethod method,
            @Nullable Capture capture,
            @Nullable String script) {}

    /** Begins a payment. */
    @POST
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "payOrder", summary = "Pay what is due for an order")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PayBody.class),
                            examples = @ExampleObject(name = "late", value = Examples.PAYMENT_REQUEST)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = Views.PaymentView.class),
                            examples = @ExampleObject(name = "pending", value = Examples.PAYMENT)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, PAYMENT_WINDOW_CLOSED, PAYMENT_PENDING")
    @APIResponse(responseCode = "422", description = "METHOD_NOT_OFFERED, NOT_RESERVABLE, SCRIPT_UNKNOWN")
    public Uni<Response> pay(UUID orderId, @Valid @NotNull PayBody body) {
        var buyer = caller.accountId();
        var capture = offered(body);
        return idempotency.once(
                buyer,
                body,
                session -> desk.begin(session, orderId, buyer, body.method(), capture, body.script())
                        .map(PaymentResource::answer));
    }

    /** Sends back a payment that was parked because another amount came than was asked for. */
    @POST
    @Path("/{paymentId}/return")
    @RolesAllowed(Roles.FINANCE)
    @Operation(operationId = "returnParkedPayment", summary = "Send back what came of a parked payment")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Views.PaymentView.class)))
    @APIResponse(responseCode = "404", description = "PAYMENT_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "NOTHING_TO_RETURN")
    public Uni<Response> sendBack(UUID orderId, UUID paymentId) {
        return idempotency.once(
                caller.accountId(),
                null,
                session -> parked.sendBack(session, orderId, paymentId).map(PaymentResource::answer));
    }

    /** A payment of an order of one's own. */
    @GET
    @Path("/{paymentId}")
    @RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "getPayment", summary = "What came of a payment")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "pending", value = Examples.PAYMENT)))
    public Uni<Views.PaymentView> get(UUID orderId, UUID paymentId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader)
                        .chain(stored -> payments.find(session, paymentId)
                                .map(payment -> payment == null || isHidden(payment, stored, reader) ? null : payment)))
                .map(payment -> {
                    if (payment == null || !payment.orderId().equals(orderId)) {
                        throw new ProblemException(Problem.of(404, "PAYMENT_NOT_FOUND"));
                    }
                    return Views.PaymentView.of(payment);
                });
    }

    /** All tries to pay an order of one's own. */
    @GET
    @RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listPayments", summary = "The payments of an order, oldest first")
    public Uni<Views.ItemsView<Views.PaymentView>> list(UUID orderId) {
        var reader = readers.reader();
        return transactions
                .run(session -> readers.order(session, orderId, reader)
                        .chain(stored -> payments.ofOrder(session, orderId)
                                .map(found -> found.stream()
                                        .filter(payment -> !isHidden(payment, stored, reader))
                                        .map(Views.PaymentView::of)
                                        .toList())))
                .map(Views.ItemsView::new);
    }

    private static boolean isHidden(Payment payment, StoredOrder stored, Readers.Reader reader) {
        return payment.part() != null && !reader.seesInstalments(stored);
    }

    private Capture offered(PayBody body) {
        var method = methods.find(body.method())
                .orElseThrow(() -> new ProblemException(Problem.of(422, "METHOD_NOT_OFFERED")
                        .with("method", body.method().name())
                        .with(FieldError.at("/method", "NOT_OFFERED"))));
        var script = body.script();
        if (script != null && SandboxScript.named(script).isEmpty()) {
            throw new ProblemException(
                    Problem.of(422, "SCRIPT_UNKNOWN").with(FieldError.at("/script", "UNKNOWN_SCRIPT")));
        }
        return method.capture(body.capture())
                .orElseThrow(() -> new ProblemException(Problem.of(422, "NOT_RESERVABLE")
                        .with("method", body.method().name())
                        .with(FieldError.at("/capture", "NOT_OFFERED"))));
    }

    private static Answer answer(ParkedPaymentDesk.Handled handled) {
        return switch (handled) {
            case ParkedPaymentDesk.Handled.Returning(var payment) -> Answer.accepted(Views.PaymentView.of(payment));
            case ParkedPaymentDesk.Handled.Unknown _ -> Answer.of(Problem.of(404, "PAYMENT_NOT_FOUND"));
            case ParkedPaymentDesk.Handled.NothingToReturn(var status) ->
                Answer.of(Problem.of(409, "NOTHING_TO_RETURN").with("paymentStatus", status.name()));
        };
    }

    private static Answer answer(Begun begun) {
        return switch (begun) {
            case Begun.Asked(var payment) ->
                Answer.accepted(Views.PaymentView.of(payment))
                        .with(HttpHeaders.LOCATION, "/v1/orders/" + payment.orderId() + "/payments/" + payment.id());
            case Begun.AlreadyPending(var pending) ->
                Answer.of(Problem.of(409, "PAYMENT_PENDING").with("paymentId", pending));
            case Begun.Refused(var refusal) -> Answer.of(RefusalProblems.of(refusal));
        };
    }
}
