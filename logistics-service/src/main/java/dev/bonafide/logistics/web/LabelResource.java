package dev.bonafide.logistics.web;

import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.logistics.address.LabelRules.Decision;
import dev.bonafide.logistics.desk.AddressDesk;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What a seller writes on a parcel: the only way in which one person's address reaches another. */
@Path("/v1/shipments/label")
@RolesAllowed(Roles.MEMBER)
@Tag(name = "Shipments")
public class LabelResource {

    private final AddressDesk desk;
    private final Transactions transactions;
    private final Caller caller;

    LabelResource(AddressDesk desk, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** The buyer's address, for the seller of an order that is paid for. Each reading is recorded. */
    @GET
    @Operation(operationId = "getShippingLabel", summary = "The address of an order that is paid for, for its seller")
    @APIResponse(
            responseCode = "200",
            description = "To be written on the parcel and kept nowhere",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "label", value = AddressResource.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No order that the caller sells")
    @APIResponse(responseCode = "409", description = "ORDER_NOT_FUNDED, ORDER_FROZEN, ADDRESS_MISSING")
    public Uni<Response> label(@RestQuery @NotNull UUID orderId) {
        UUID account = caller.accountId();
        return transactions
                .run(session -> desk.label(session, account, orderId))
                .map(decision -> switch (decision) {
                    case Decision.Readable(var address) ->
                        Response.ok(AddressResource.AddressContent.of(address.content()))
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .build();
                    case Decision.NotYours _ -> throw new ProblemException(HttpProblems.notFound());
                    case Decision.OrderNotFunded _ -> throw new ProblemException(Problem.of(409, "ORDER_NOT_FUNDED"));
                    case Decision.OrderFrozen _ -> throw new ProblemException(Problem.of(409, "ORDER_FROZEN"));
                    case Decision.AddressMissing _ -> throw new ProblemException(Problem.of(409, "ADDRESS_MISSING"));
                });
    }
}
