package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.Heard;
import dev.bonafide.escrow.desk.ProviderWords;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.kit.webhook.WebhookSignature;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where payment providers tell what came of payments and refunds. Signed, so no token; bounded; heard once. */
@Path("/v1/payment-webhooks/{provider}")
@Tag(name = "Payments")
public class PaymentWebhookResource {
    private static final int BYTES_MAX = 64 * 1024;

    private final PaymentProviders providers;
    private final ProviderWords words;
    private final ParkedFacts parked;
    private final Transactions transactions;
    private final InTime inTime;
    private final Clock clock;

    PaymentWebhookResource(
            PaymentProviders providers,
            ProviderWords words,
            ParkedFacts parked,
            Transactions transactions,
            InTime inTime,
            Clock clock) {
        this.providers = providers;
        this.words = words;
        this.parked = parked;
        this.transactions = transactions;
        this.inTime = inTime;
        this.clock = clock;
    }

    /** Hears a provider. 200 if it had its effect, now or before; 202 if a person must look at it. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "hearPaymentProvider", summary = "A payment provider tells what came of a payment")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "succeeded", value = Examples.WEBHOOK)))
    @APIResponse(responseCode = "200", description = "DONE, ALREADY_DONE")
    @APIResponse(responseCode = "202", description = "PARKED: kept for a person")
    @APIResponse(responseCode = "400", description = "WEBHOOK_HEADER_MISSING, WEBHOOK_STALE")
    @APIResponse(responseCode = "401", description = "WEBHOOK_SIGNATURE_INVALID")
    @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE: come back after Retry-After")
    public Uni<Response> hear(
            String provider,
            @HeaderParam(WebhookSignature.ID_HEADER) @Nullable String id,
            @HeaderParam(WebhookSignature.TIMESTAMP_HEADER) @Nullable String timestamp,
            @HeaderParam(WebhookSignature.SIGNATURE_HEADER) @Nullable String signature,
            byte[] body) {
        if (body.length > BYTES_MAX) {
            throw new ProblemException(Problem.of(413, "WEBHOOK_TOO_LARGE").with("bytesMax", BYTES_MAX));
        }
        var known =
                providers.find(provider).orElseThrow(() -> new ProblemException(Problem.of(404, "PROVIDER_UNKNOWN")));
        return switch (known.read(new Webhook(id, timestamp, signature, body), clock.instant())) {
            case WebhookReading.Understood(var report) ->
                answer(session -> words.hear(session, provider, report));
            case WebhookReading.NotUnderstood(var messageId, var why) ->
                answer(session -> parked.park(
                                session, "payment-provider:" + provider, messageId, null, "NOT_UNDERSTOOD", why)
                        .replaceWith(Heard.PARKED));
            case WebhookReading.Rejected(var cause) -> throw new ProblemException(rejected(cause));
        };
    }

    /** Hears in one transaction and answers in time; what takes longer is heard all the same, and heard once. */
    private Uni<Response> answer(Function<Mutiny.Session, Uni<Heard>> hearing) {
        return inTime.answer(() -> transactions.run(session -> inTime.bound(session).chain(() -> hearing.apply(session))))
                .map(PaymentWebhookResource::answer);
    }

    private static Response answer(Heard heard) {
        var status = switch (heard) {
            case DONE, ALREADY_DONE -> Response.Status.OK;
            case PARKED -> Response.Status.ACCEPTED;
        };
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Views.WebhookView(heard.name()))
                .build();
    }

    private static Problem rejected(WebhookReading.Cause cause) {
        return switch (cause) {
            case HEADER_MISSING -> Problem.of(400, "WEBHOOK_HEADER_MISSING");
            case STALE -> Problem.of(400, "WEBHOOK_STALE");
            case BAD_SIGNATURE -> Problem.of(401, "WEBHOOK_SIGNATURE_INVALID");
        };
    }
}
