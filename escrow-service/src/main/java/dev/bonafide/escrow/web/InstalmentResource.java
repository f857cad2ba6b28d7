package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.instalment.InstalmentDesk;
import dev.bonafide.escrow.desk.instalment.InstalmentDesk.PlanWish;
import dev.bonafide.escrow.desk.order.Planned;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.sandbox.SandboxScript;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.kit.text.Texts;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/** Paying in parts. It is between the buyer and the platform; to the seller the order is paid in full. */
@Path("/v1/orders/{orderId}/instalment-plan")
@Tag(name = "Instalments")
public class InstalmentResource {
    private final InstalmentDesk desk;
    private final InstalmentPlans plans;
    private final PaymentProviders providers;
    private final Readers readers;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;
    private final Speech speech;
    private final Texts texts;

    InstalmentResource(
            InstalmentDesk desk,
            InstalmentPlans plans,
            PaymentProviders providers,
            Readers readers,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller,
            Speech speech,
            Texts texts) {
        this.desk = desk;
        this.plans = plans;
        this.providers = providers;
        this.readers = readers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
        this.speech = speech;
        this.texts = texts;
    }

    /** The wish to know what a plan would be. */
    @Schema(name = "AskInstalmentQuote")
    public record PlanQuoteBody(@NotNull Integer parts) {}

    /**
     * The wish to pay in parts. With the first payment the buyer agrees that the others are charged when they are due.
     *
     * @param parts how many
     * @param script sandbox only: what its provider shall do with the first part, see {@link SandboxScript}
     * @param laterScript sandbox only: what its provider shall do with each later part
     */
    @Schema(name = "AgreeInstalmentPlan")
    public record PlanBody(
            @NotNull Integer parts,
            @NotNull PaymentMethod method,
            @Nullable String script,
            @Nullable String laterScript) {}

    /**
     * The wish to pay the next part now.
     *
     * @param script sandbox only: what its provider shall do
     */
    @Schema(name = "PayInstalment")
    public record PayPartBody(
            @NotNull PaymentMethod method, @Nullable String script) {}

    /** What a plan would be, part by part, or every reason against it. */
    @POST
    @Path("/quote")
    @RolesAllowed(Roles.MEMBER)
    @Operation(
            operationId = "quoteInstalments",
            summary = "Ask what paying in parts would be",
            description = "Changes nothing. The first part is due at once, the others monthly.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PlanQuoteBody.class),
                            examples = @ExampleObject(name = "twelve", value = InstalmentExamples.QUOTE_REQUEST)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InstalmentViews.PlanQuoteView.class),
                            examples = @ExampleObject(name = "three", value = InstalmentExamples.QUOTE)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, PAYMENT_WINDOW_CLOSED")
    @APIResponse(responseCode = "422", description = "INSTALMENTS_REFUSED with every reason")
    public Uni<Response> quote(UUID orderId, @Valid @NotNull PlanQuoteBody body) {
        var buyer = caller.accountId();
        var language = speech.language();
        return transactions
                .run(session -> desk.quote(session, orderId, buyer, body.parts()))
                .map(planned -> {
                    if (planned instanceof Planned.Refused refused) {
                        throw new ProblemException(InstalmentProblems.of(refused, texts, language));
                    }
                    return answer(planned, language).toResponse();
                });
    }

    /** Agrees on a plan and begins the payment of its first part; once that is paid, the order is. */
    @POST
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "agreeInstalmentPlan", summary = "Pay an order in parts")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PlanBody.class),
                            examples = @ExampleObject(name = "twelve", value = InstalmentExamples.PLAN_REQUEST)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InstalmentViews.PlanView.class),
                            examples = @ExampleObject(name = "three", value = InstalmentExamples.PLAN)))
    @APIResponse(responseCode = "409", description = "WRONG_STAGE, PAYMENT_WINDOW_CLOSED, PAYMENT_PENDING")
    @APIResponse(
            responseCode = "422",
            description = "INSTALMENTS_REFUSED with every reason, METHOD_NOT_OFFERED, SCRIPT_UNKNOWN",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "low score", value = InstalmentExamples.REFUSED)))
    public Uni<Response> agree(UUID orderId, @Valid @NotNull PlanBody body) {
        var buyer = caller.accountId();
        var language = speech.language();
        requireMandates(body.method());
        requireScript("/script", body.script());
        requireScript("/laterScript", body.laterScript());
        var wish = new PlanWish(body.parts(), body.method(), body.script(), body.laterScript());
        return idempotency.once(
                buyer,
                body,
                session -> desk.propose(session, orderId, buyer, wish).map(planned -> answer(planned, language)));
    }

    /** The plan of an order of one's own. */
    @GET
    @RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "getInstalmentPlan", summary = "The plan by which one's order is paid")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = InstalmentViews.PlanView.class),
                            examples = @ExampleObject(name = "three", value = InstalmentExamples.PLAN)))
    @APIResponse(responseCode = "403", description = "NOT_THE_BUYER: the seller has no part in it")
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND, PLAN_NOT_FOUND")
    public Uni<InstalmentViews.PlanView> get(UUID orderId) {
        var reader = readers.reader();
        return transactions.run(session -> readers.order(session, orderId, reader)
                .invoke(stored -> {
                    if (!reader.seesAll()
                            && !reader.account()
                                    .equals(stored.order().agreement().buyerId())) {
                        throw new ProblemException(
                                RefusalProblems.of(new Decision.Refused.NotTheBuyer(reader.account())));
                    }
                })
                .chain(() -> plans.ofOrder(session, orderId))
                .map(found -> {
                    if (found == null) {
                        throw new ProblemException(Problem.of(404, "PLAN_NOT_FOUND"));
                    }
                    return InstalmentViews.PlanView.of(found.plan(), null);
                }));
    }

    /** The buyer pays the part that is owed longest themselves: early, or because it is overdue. */
    @POST
    @Path("/payments")
    @RolesAllowed(Roles.MEMBER)
    @Operation(operationId = "payInstalment", summary = "Pay the next part of a plan now")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PayPartBody.class),
                            examples = @ExampleObject(name = "card", value = InstalmentExamples.PAY_REQUEST)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Views.PaymentView.class),
                            examples = @ExampleObject(name = "pending", value = Examples.PAYMENT)))
    @APIResponse(responseCode = "409", description = "NOTHING_OWED, PAYMENT_PENDING")
    @APIResponse(responseCode = "422", description = "METHOD_NOT_OFFERED, SCRIPT_UNKNOWN")
    public Uni<Response> pay(UUID orderId, @Valid @NotNull PayPartBody body) {
        var buyer = caller.accountId();
        var language = speech.language();
        if (providers.find(body.method().provider()).isEmpty()) {
            throw notOffered(body.method());
        }
        requireScript("/script", body.script());
        return idempotency.once(
                buyer,
                body,
                session -> desk.payNext(session, orderId, buyer, body.method(), body.script())
                        .map(planned -> answer(planned, language)));
    }

    /** Gives up an overdue part as lost. The first person of finance proposes it, a second one agrees. */
    @POST
    @Path("/parts/{number}/write-off")
    @RolesAllowed(Roles.FINANCE)
    @Operation(
            operationId = "writeOffInstalment",
            summary = "Give up an overdue part as lost, with four eyes",
            description = "202 for the first person, 200 for the second, by whose word it is done.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = InstalmentViews.PlanView.class)))
    @APIResponse(responseCode = "202", description = "Proposed; a second person must agree")
    @APIResponse(responseCode = "403", description = "SAME_PERSON")
    @APIResponse(responseCode = "404", description = "ORDER_NOT_FOUND, INSTALMENT_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "NOT_OVERDUE, STILL_HELD")
    public Uni<Response> writeOff(UUID orderId, int number) {
        var person = caller.accountId();
        var language = speech.language();
        return idempotency.once(
                person,
                null,
                session -> desk.writeOff(session, orderId, number, person).map(planned -> answer(planned, language)));
    }

    private Answer answer(Planned planned, Language language) {
        return switch (planned) {
            case Planned.Quoted quoted -> Answer.ok(InstalmentViews.PlanQuoteView.of(quoted));
            case Planned.Proposed(var plan, var first) ->
                Answer.accepted(InstalmentViews.PlanView.of(plan, Views.PaymentView.of(first)))
                        .with(HttpHeaders.LOCATION, "/v1/orders/" + plan.orderId() + "/instalment-plan");
            case Planned.Asked(var payment) ->
                Answer.accepted(Views.PaymentView.of(payment))
                        .with(HttpHeaders.LOCATION, "/v1/orders/" + payment.orderId() + "/payments/" + payment.id());
            case Planned.WriteOffProposed(var plan) -> Answer.accepted(InstalmentViews.PlanView.of(plan, null));
            case Planned.WrittenOff(var plan) -> Answer.ok(InstalmentViews.PlanView.of(plan, null));
            case Planned.Refused refused -> Answer.of(InstalmentProblems.of(refused, texts, language));
        };
    }

    private void requireMandates(PaymentMethod method) {
        if (!providers.takesMandates(method.provider())) {
            throw notOffered(method);
        }
    }

    private static ProblemException notOffered(PaymentMethod method) {
        return new ProblemException(Problem.of(422, "METHOD_NOT_OFFERED")
                .with("method", method.name())
                .with(FieldError.at("/method", "NOT_OFFERED")));
    }

    private static void requireScript(String pointer, @Nullable String script) {
        if (script != null && SandboxScript.named(script).isEmpty()) {
            throw new ProblemException(
                    Problem.of(422, "SCRIPT_UNKNOWN").with(FieldError.at(pointer, "UNKNOWN_SCRIPT")));
        }
    }
}
