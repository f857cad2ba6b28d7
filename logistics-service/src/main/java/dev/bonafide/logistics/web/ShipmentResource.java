package dev.bonafide.logistics.web;

import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.security.SerialNumber;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.logistics.desk.ShipmentDesk;
import dev.bonafide.logistics.desk.ShipmentOutcome;
import dev.bonafide.logistics.desk.ShipmentOutcome.CarrierNotOffered;
import dev.bonafide.logistics.desk.ShipmentOutcome.Done;
import dev.bonafide.logistics.desk.ShipmentOutcome.NotDone;
import dev.bonafide.logistics.desk.ShipmentOutcome.Stale;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shipments: announced by sellers, followed by both sides. */
@Path("/v1/shipments")
@RolesAllowed(Roles.MEMBER)
@Tag(name = "Shipments", description = "Parcels from seller to buyer")
public class ShipmentResource {

    private static final String REGISTER_EXAMPLE = """
            {"orderId": "019aa1f0-0003-7001-8000-000000000bb9", "carrier": "SANDBOX", "number": "SB-20261105-4821"}""";
    private static final String SHIPMENT_EXAMPLE = """
            {"shipmentId": "019aa1f0-0005-7001-8000-000000001389", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "carrier": "SANDBOX", "number": "SB-20261105-4821", "numberCorrected": false, "stage": "MOVING",
             "revision": 3, "registeredAt": "2026-11-02T12:00:00Z", "dispatchedAt": "2026-11-03T02:10:00Z",
             "tracking": [
               {"code": "LABEL_CREATED", "raw": {"carrier": "SANDBOX", "code": "LBL"}, "at": "2026-11-02T12:00:00Z"},
               {"code": "PICKED_UP", "raw": {"carrier": "SANDBOX", "code": "PUP"}, "at": "2026-11-03T02:10:00Z",
                "city": "440300"}]}""";

    /** Which order, with whom, and by what number. */
    public record Registration(
            @NotNull UUID orderId,
            @NotBlank @Size(max = 40) String carrier,
            @NotBlank @Size(max = 64) @SerialNumber String number) {}

    /** The right number. */
    public record Correction(
            @NotBlank @Size(max = 64) @SerialNumber String number) {}

    private final ShipmentDesk desk;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Caller caller;

    ShipmentResource(ShipmentDesk desk, Transactions transactions, Idempotency idempotency, Caller caller) {
        this.desk = desk;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** Announces the parcel of an order. */
    @POST
    @Operation(operationId = "registerShipment", summary = "Announce the parcel of an order that is paid for")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "sandbox", value = REGISTER_EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Announced",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "announced", value = SHIPMENT_EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No order that the caller sells")
    @APIResponse(responseCode = "409", description = "ORDER_NOT_FUNDED, ORDER_FROZEN, SHIPMENT_EXISTS")
    @APIResponse(responseCode = "422", description = "NUMBER_FORMAT, CARRIER_NOT_OFFERED")
    public Uni<Response> register(@Valid @NotNull Registration asked) {
        UUID seller = caller.accountId();
        return idempotency.once(
                seller,
                asked,
                session -> desk.register(session, seller, asked.orderId(), asked.carrier(), asked.number())
                        .map(ShipmentResource::answer));
    }

    /** The parcels of an order. */
    @GET
    @Operation(operationId = "listShipments", summary = "The parcels of an order, for its buyer and its seller")
    @APIResponse(
            responseCode = "200",
            description = "Oldest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = "{\"items\": [" + SHIPMENT_EXAMPLE + "]}")))
    public Uni<Page<ShipmentView>> list(@RestQuery @NotNull UUID orderId) {
        UUID account = caller.accountId();
        return transactions.run(session -> desk.of(session, account, orderId)
                .map(details ->
                        new Page<>(details.stream().map(ShipmentView::of).toList(), null)));
    }

    /** Where a parcel is, and everywhere it was. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getShipment", summary = "A parcel with its whole path, for its buyer and its seller")
    @APIResponse(
            responseCode = "200",
            description = "With raw and normal codes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "moving", value = SHIPMENT_EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No parcel of the caller's")
    public Uni<Response> get(@RestPath UUID id) {
        UUID account = caller.accountId();
        return transactions.run(session -> desk.find(session, account, id)
                .map(found -> found.map(detail -> shown(detail).toResponse())
                        .orElseThrow(() -> new ProblemException(HttpProblems.notFound()))));
    }

    /** Corrects a mistyped number, once. */
    @PATCH
    @Path("/{id}/number")
    @Operation(operationId = "correctShipmentNumber", summary = "Correct the number before the carrier has the parcel")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "right", value = "{\"number\": \"SB-20261105-4812\"}")))
    @APIResponse(responseCode = "200", description = "Corrected")
    @APIResponse(responseCode = "409", description = "NUMBER_IN_USE_BY_CARRIER, NUMBER_ALREADY_CORRECTED, WRONG_STAGE")
    @APIResponse(responseCode = "412", description = "It has changed since it was read")
    public Uni<Response> correct(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull Correction asked) {
        UUID seller = caller.accountId();
        long revision = ETags.required(ifMatch);
        return transactions
                .run(session -> desk.correctNumber(session, seller, id, revision, asked.number()))
                .map(ShipmentResource::responded);
    }

    /** Calls a parcel off. */
    @POST
    @Path("/{id}/cancellation")
    @Operation(operationId = "cancelShipment", summary = "Call a parcel off before the carrier has it")
    @APIResponse(
            responseCode = "200",
            description = "Called off",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "shipment", value = SHIPMENT_EXAMPLE)))
    @APIResponse(responseCode = "409", description = "ALREADY_MOVING, WRONG_STAGE")
    public Uni<Response> cancel(@RestPath UUID id) {
        UUID seller = caller.accountId();
        return idempotency.once(
                seller, null, session -> desk.cancel(session, seller, id).map(outcome -> answered(outcome)));
    }

    /** Outside of an idempotent request a problem has to be thrown to be worded. */
    private static Response responded(ShipmentOutcome outcome) {
        Answer answer = answered(outcome);
        if (answer.body() instanceof Problem problem) {
            throw new ProblemException(problem);
        }
        return answer.toResponse();
    }

    private static Answer answer(ShipmentOutcome outcome) {
        return outcome instanceof Done(var detail, var fresh) && fresh
                ? Answer.created(
                                "/v1/shipments/"
                                        + detail.record().shipment().facts().shipmentId(),
                                ShipmentView.of(detail))
                        .withVersion(detail.record().revision())
                : answered(outcome);
    }

    private static Answer answered(ShipmentOutcome outcome) {
        return switch (outcome) {
            case Done done -> shown(done.detail());
            case NotDone(var refused) -> Answer.of(Refusals.of(refused));
            case CarrierNotOffered refused -> Answer.of(Refusals.of(refused));
            case Stale(var current) -> Answer.of(Refusals.stale(current));
        };
    }

    private static Answer shown(ShipmentOutcome.Detail detail) {
        return Answer.ok(ShipmentView.of(detail)).withVersion(detail.record().revision());
    }
}
