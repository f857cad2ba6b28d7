package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.payment.PaymentProvider.Receipt;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where payment providers tell what came of payments and refunds. Signed, so no token; bounded; heard once. */
@Path("/v1/payment-webhooks/{provider}")
@Tag(name = "Payments")
public class PaymentWebhookResource {
    private static final int BYTES_MAX = 64 * 1024;

    private final PaymentProviders providers;
    private final ProviderWords words;
    private final Transactions transactions;
    private final InTime inTime;
    private final Clock clock;

    PaymentWebhookResource(
            PaymentProviders providers, ProviderWords words, Transactions transactions, InTime inTime, Clock clock) {
        this.providers = providers;
        this.words = words;
        this.transactions = transactions;
        this.inTime = inTime;
        this.clock = clock;
    }

    /** Hears a provider. 200 if it had its effect, now or before; 202 if a person must look at it. */
    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(
            operationId = "hearPaymentProvider",
            summary = "A payment provider tells what came of a payment",
            description = "Signed as each provider does. A provider that wants an answer of its own, such as success"
                    + " in plain text, gets it with status 200 in either case.")
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
    public Uni<Response> hear(String provider, @Context HttpHeaders headers, byte[] body) {
        if (body.length > BYTES_MAX) {
            throw new ProblemException(Problem.of(413, "WEBHOOK_TOO_LARGE").with("bytesMax", BYTES_MAX));
        }
        var known =
                providers.find(provider).orElseThrow(() -> new ProblemException(Problem.of(404, "PROVIDER_UNKNOWN")));
        var heard = switch (known.read(webhook(headers, body), clock.instant())) {
            case WebhookReading.Understood(var report) -> inTime(session -> words.hear(session, provider, report));
            case WebhookReading.OfReference about -> inTime(session -> words.hear(session, provider, about));
            case WebhookReading.NotUnderstood unclear -> inTime(session -> words.keep(session, provider, unclear));
            case WebhookReading.Rejected(var cause) -> throw new ProblemException(rejected(cause));
        };
        var receipt = known.receipt();
        return heard.map(done -> receipt == null ? answer(done) : answer(receipt));
    }

    /** Hears in one transaction and answers in time; what takes longer is heard all the same, and heard once. */
    private Uni<Heard> inTime(Function<Mutiny.Session, Uni<Heard>> hearing) {
        return inTime.answer(
                () -> transactions.run(session -> inTime.bound(session).chain(() -> hearing.apply(session))));
    }

    private static Webhook webhook(HttpHeaders headers, byte[] body) {
        return new Webhook(
                headers.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                header -> header.getValue().getFirst(),
                                (first, _) -> first)),
                body);
    }

    private static Response answer(Receipt receipt) {
        return Response.ok(receipt.body(), receipt.mediaType()).build();
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
