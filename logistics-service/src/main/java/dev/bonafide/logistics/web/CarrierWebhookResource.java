package dev.bonafide.logistics.web;

import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.logistics.carrier.Carrier;
import dev.bonafide.logistics.carrier.Carrier.Webhook;
import dev.bonafide.logistics.carrier.Carriers;
import dev.bonafide.logistics.desk.TrackingDesk;
import dev.bonafide.logistics.desk.TrackingDesk.Receipt;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where carriers call. There is no token: the signature over the bytes is the proof. */
@Path("/v1/carrier-webhooks")
@PermitAll
@Tag(name = "Carrier webhooks", description = "Called by carriers")
public class CarrierWebhookResource {

    private static final String MESSAGE_EXAMPLE = """
            {"events": [{"number": "SB-20261105-4821", "eventId": "e-17", "code": "PUP", "at": "2026-11-03T02:10:00Z",
                         "city": "440300"}]}""";

    /** What a carrier is told. */
    public record Taken(boolean repeated) {}

    private final TrackingDesk desk;
    private final Carriers carriers;

    CarrierWebhookResource(TrackingDesk desk, Carriers carriers) {
        this.desk = desk;
        this.carriers = carriers;
    }

    /** Takes a message in; it is read after the answer. */
    @POST
    @Path("/{carrier}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "receiveCarrierWebhook", summary = "A carrier tells what has happened to parcels")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "pickedUp", value = MESSAGE_EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Kept, now or before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "kept", value = "{\"repeated\": false}")))
    @APIResponse(responseCode = "401", description = "WEBHOOK_HEADER_MISSING, WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE")
    @APIResponse(responseCode = "404", description = "No such carrier")
    @APIResponse(responseCode = "413", description = "More than 1 MiB")
    public Uni<Taken> receive(
            @RestPath String carrier,
            @HeaderParam(WebhookSignature.ID_HEADER) @Nullable String id,
            @HeaderParam(WebhookSignature.TIMESTAMP_HEADER) @Nullable String timestamp,
            @HeaderParam(WebhookSignature.SIGNATURE_HEADER) @Nullable String signature,
            byte[] body) {
        Carrier named = carriers.find(carrier.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new ProblemException(HttpProblems.notFound()));
        return desk.receive(named, new Webhook(id, timestamp, signature, body)).map(receipt -> switch (receipt) {
            case Receipt.Taken(var repeated) -> new Taken(repeated);
            case Receipt.Rejected(var cause) -> throw new ProblemException(Refusals.of(cause));
        });
    }
}
