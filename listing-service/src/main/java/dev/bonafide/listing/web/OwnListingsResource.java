package dev.bonafide.listing.web;

import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.store.Listings;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the caller has for sale, was selling, or is writing. */
@Path("/v1/me/listings")
@Authenticated
@Tag(name = "Listings")
public class OwnListingsResource {
    private final Listings listings;
    private final Answers answers;
    private final Transactions transactions;
    private final Caller caller;

    OwnListingsResource(Listings listings, Answers answers, Transactions transactions, Caller caller) {
        this.listings = listings;
        this.answers = answers;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** Shows the caller's own listings. */
    @GET
    @Operation(operationId = "myListings", summary = "One's own listings in every stage, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "a page", value = Examples.PAGE)))
    public Uni<Page<ListingView>> own(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        UUID who = caller.accountId();
        int size = Page.limit(limit);
        Optional<UUID> after = Cursor.decode(cursor).map(place -> place.id(0));
        return transactions.run(session -> listings.ofSeller(session, who, after, size + 1)
                .map(found -> Page.of(found, size, OwnListingsResource::place))
                .chain(page ->
                        answers.views(session, page.items(), who).map(views -> new Page<>(views, page.nextCursor()))));
    }

    private static Cursor place(Listing listing) {
        return Cursor.of(listing.item().id());
    }
}
