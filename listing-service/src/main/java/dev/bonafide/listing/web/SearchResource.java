package dev.bonafide.listing.web;

import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.listing.search.ListingQuery;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.SearchIndex;
import dev.bonafide.listing.template.Grade;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finding what is on sale, by words and conditions. */
@Path("/v1/listings")
@Authenticated
@Tag(name = "Search")
public class SearchResource {
    private final SearchIndex search;
    private final Listings listings;
    private final Answers answers;
    private final Transactions transactions;
    private final Caller caller;

    SearchResource(SearchIndex search, Listings listings, Answers answers, Transactions transactions, Caller caller) {
        this.search = search;
        this.listings = listings;
        this.answers = answers;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** Finds what is on sale. */
    @GET
    @Operation(operationId = "searchListings", summary = "Find what is on sale, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "a page", value = Examples.PAGE)))
    public Uni<Page<ListingView>> find(
            @Parameter(description = "Words, Chinese or Latin; all must be found", example = "苹果手机 256G")
                    @QueryParam("query")
                    @Size(max = 200)
                    @Nullable
                    String query,
            @Parameter(example = "phones") @QueryParam("category") @Nullable String category,
            @Parameter(example = "Apple") @QueryParam("brand") @Nullable String brand,
            @Parameter(example = "95") @QueryParam("grade") @Nullable String grade,
            @Parameter(description = "In minor units", example = "100000") @QueryParam("priceMin") @Nullable
                    Long priceMin,
            @Parameter(description = "In minor units", example = "500000") @QueryParam("priceMax") @Nullable
                    Long priceMax,
            @QueryParam("seller") @Nullable UUID seller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        UUID who = caller.accountId();
        int size = Page.limit(limit);
        Optional<Cursor> after = Cursor.decode(cursor);
        if (grade != null && Grade.of(grade).isEmpty()) {
            throw new ProblemException(
                    Problem.of(400, "INVALID_PARAMETER").with(FieldError.in("grade", "INVALID_FORMAT")));
        }
        var wanted = new ListingQuery(
                query == null ? "" : query,
                Optional.ofNullable(category),
                Optional.ofNullable(brand),
                Optional.ofNullable(grade),
                Optional.ofNullable(priceMin),
                Optional.ofNullable(priceMax),
                Optional.ofNullable(seller));
        return transactions.run(session -> search.find(session, wanted, after, size + 1)
                .map(hits -> Page.of(hits, size, SearchIndex.Hit::cursor))
                .chain(page -> listings.all(
                                session,
                                page.items().stream()
                                        .map(SearchIndex.Hit::listingId)
                                        .toList())
                        .chain(found -> answers.views(session, found, who))
                        .map(views -> new Page<>(views, page.nextCursor()))));
    }
}
