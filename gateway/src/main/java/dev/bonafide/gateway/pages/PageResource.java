package dev.bonafide.gateway.pages;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One call per screen. */
@Path("/v1/pages")
@Tag(name = "Pages", description = "Everything a screen shows in one answer")
@Authenticated
public class PageResource {

    private static final List<String> CARRIED =
            List.of("Authorization", "Accept-Language", "X-Request-Id", "traceparent", "tracestate");

    private final PageDesk desk;

    PageResource(PageDesk desk) {
        this.desk = desk;
    }

    /** The listing, its seller's trust card and what to know before buying. A missing part is named, not fatal. */
    @GET
    @Path("/listings/{listingId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getListingPage", summary = "The screen of a listing in one answer")
    @APIResponse(
            responseCode = "200",
            description = "The page; what could not be had is listed as missing",
            content = @Content(examples = @ExampleObject(name = "without tips", value = """
                                                    {"listing": {"listingId": "019aa1f0-0002-7001-8000-0000000007d1",
                                                      "sellerId": "019aa1f0-0001-7002-8000-0000000003ea", "stage": "PUBLISHED"},
                                                     "seller": {"accountId": "019aa1f0-0001-7002-8000-0000000003ea", "level": "L2"},
                                                     "missing": [{"part": "tips", "code": "SERVICE_UNAVAILABLE"}]}""")))
    @APIResponse(responseCode = "404", description = "There is no such listing")
    @APIResponse(responseCode = "503", description = "The listing itself cannot be had just now")
    public Uni<ListingPage> listing(@PathParam("listingId") String listingId, RoutingContext context) {
        return desk.listing(id(listingId), carried(context));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw new NotFoundException(notOurs);
        }
    }

    private static MultiMap carried(RoutingContext context) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name : CARRIED) {
            String value = context.request().getHeader(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return headers.set("Accept", MediaType.APPLICATION_JSON);
    }
}
