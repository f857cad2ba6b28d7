package dev.bonafide.logistics.web;

import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.logistics.address.Address;
import dev.bonafide.logistics.address.Address.Content;
import dev.bonafide.logistics.address.AddressRules.Decision;
import dev.bonafide.logistics.address.AddressRules.PutAddress;
import dev.bonafide.logistics.desk.AddressDesk;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The caller's address book. */
@Path("/v1/addresses")
@RolesAllowed(Roles.MEMBER)
@Tag(name = "Addresses", description = "Where people want their parcels")
public class AddressResource {

    static final String EXAMPLE = """
            {"recipient": "王小明", "phone": "+86 138 0013 8000", "line": "世纪大道100号 3号楼 502室", "cityCode": "310100"}""";
    private static final String SHOWN_EXAMPLE = """
            {"addressId": "019aa1f0-0006-7001-8000-000000001771", "recipient": "王小明", "phone": "+86 138 0013 8000",
             "line": "世纪大道100号 3号楼 502室", "cityCode": "310100"}""";

    /** What is written on a parcel. */
    public record AddressContent(
            @NotBlank @Size(max = 60) String recipient,

            @NotBlank @Pattern(regexp = "\\+?[0-9](?:[ -]?[0-9]){4,18}")
            String phone,

            @NotBlank @Size(max = 200) String line,
            @NotBlank @Pattern(regexp = "[0-9]{6}") String cityCode) {

        static AddressContent of(Content content) {
            return new AddressContent(content.recipient(), content.phone(), content.line(), content.cityCode());
        }

        Content content() {
            return new Content(recipient.strip(), phone, line.strip(), cityCode);
        }

        @Override
        public String toString() {
            return "AddressContent[" + cityCode + "]";
        }
    }

    /** An address as its owner reads it. */
    public record AddressView(UUID addressId, String recipient, String phone, String line, String cityCode) {

        static AddressView of(Address address) {
            Content content = address.content();
            return new AddressView(
                    address.id(), content.recipient(), content.phone(), content.line(), content.cityCode());
        }

        @Override
        public String toString() {
            return "AddressView[" + addressId + "]";
        }
    }

    private final AddressDesk desk;
    private final Transactions transactions;
    private final Caller caller;

    AddressResource(AddressDesk desk, Transactions transactions, Caller caller) {
        this.desk = desk;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** Writes an address under an id the client has made. */
    @PUT
    @Path("/{id}")
    @Operation(operationId = "putAddress", summary = "Write an address; a change names the version it changes")
    @RequestBody(
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "home", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "New in the book",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "home", value = SHOWN_EXAMPLE)))
    @APIResponse(responseCode = "200", description = "Changed, or as asked already")
    @APIResponse(responseCode = "404", description = "The id is somebody else's")
    @APIResponse(responseCode = "409", description = "ADDRESS_BOOK_FULL")
    @APIResponse(responseCode = "412", description = "It has changed since it was read")
    @APIResponse(responseCode = "428", description = "There is an address with another content: If-Match is needed")
    public Uni<Response> put(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull AddressContent content) {
        OptionalLong version = ifMatch == null ? OptionalLong.empty() : OptionalLong.of(ETags.required(ifMatch));
        PutAddress asked = new PutAddress(id, caller.accountId(), version, content.content());
        return transactions.run(session -> desk.put(session, asked)).map(decision -> switch (decision) {
            case Decision.Created(var address) ->
                Answer.created("/v1/addresses/" + id, AddressView.of(address))
                        .withVersion(address.version())
                        .toResponse();
            case Decision.Changed(var address) -> shown(address);
            case Decision.Unchanged(var address) -> shown(address);
            case Decision.NotYours _ -> throw new ProblemException(HttpProblems.notFound());
            case Decision.VersionMissing _ -> throw new ProblemException(HttpProblems.of(428));
            case Decision.Stale(var current) ->
                throw new ProblemException(
                        current.isPresent() ? ETags.stale(current.getAsLong()) : HttpProblems.of(412));
            case Decision.BookFull(var most) ->
                throw new ProblemException(Problem.of(409, "ADDRESS_BOOK_FULL").with("most", most));
        });
    }

    /** The caller's addresses. */
    @GET
    @Operation(operationId = "listAddresses", summary = "The caller's addresses, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The whole book; it holds no more than fifty",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = "{\"items\": [" + SHOWN_EXAMPLE + "]}")))
    public Uni<Page<AddressView>> list() {
        UUID account = caller.accountId();
        return transactions.run(session -> desk.of(session, account)
                .map(addresses ->
                        new Page<>(addresses.stream().map(AddressView::of).toList(), null)));
    }

    /** One address of the caller. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getAddress", summary = "One of the caller's addresses")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "home", value = SHOWN_EXAMPLE)))
    @APIResponse(responseCode = "404", description = "None of the caller's")
    public Uni<Response> get(@RestPath UUID id) {
        UUID account = caller.accountId();
        return transactions.run(session -> desk.find(session, account, id)
                .map(found -> found.map(AddressResource::shown)
                        .orElseThrow(() -> new ProblemException(HttpProblems.notFound()))));
    }

    private static Response shown(Address address) {
        return Answer.ok(AddressView.of(address))
                .withVersion(address.version())
                .with(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .toResponse();
    }
}
