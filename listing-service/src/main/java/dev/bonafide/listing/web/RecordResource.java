package dev.bonafide.listing.web;

import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.listing.config.ListingConfig;
import dev.bonafide.listing.desk.ListingDesk;
import dev.bonafide.listing.store.Records;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has been written down about a listing once and for all. */
@Path("/v1/listings/{id}")
@Authenticated
@Tag(name = "Records")
public class RecordResource {
    private final Records records;
    private final ListingDesk desk;
    private final ListingConfig config;
    private final Transactions transactions;
    private final Caller caller;
    private final Clock clock;

    RecordResource(
            Records records,
            ListingDesk desk,
            ListingConfig config,
            Transactions transactions,
            Caller caller,
            Clock clock) {
        this.records = records;
        this.desk = desk;
        this.config = config;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /** One change of the price. */
    public record PriceChangeView(long version, Money previousPrice, Money price, Instant changedAt) {}

    /** Shows how the price has changed. */
    @GET
    @Path("/price-history")
    @Operation(operationId = "priceHistory", summary = "Changes of the price within the last 30 days, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "lowered once", value = Examples.PRICE_HISTORY)))
    public Uni<Page<PriceChangeView>> priceHistory(@PathParam("id") UUID id) {
        UUID who = caller.accountId();
        boolean ofTheHouse = Answers.isOfTheHouse(caller);
        Instant since = clock.instant().minus(config.priceHistoryShown());
        return transactions.run(session -> desk.look(session, id, who, ofTheHouse)
                .invoke(Answers::orNotFound)
                .chain(() -> records.priceChanges(session, id, since))
                .map(changes -> new Page<>(
                        changes.stream()
                                .map(change -> new PriceChangeView(
                                        change.version(), change.previous(), change.price(), change.at()))
                                .toList(),
                        null)));
    }

    /** Shows a snapshot, byte for byte what its hash was made of. */
    @GET
    @Path("/snapshots/{hash}")
    @Operation(
            operationId = "getSnapshot",
            summary = "What was on sale under that hash",
            description = "Canonical JSON. The SHA-256 of its bytes is the hash; whoever has the hash may read it.")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "snapshot", value = Examples.SNAPSHOT)))
    public Uni<Response> snapshot(@PathParam("id") UUID id, @PathParam("hash") String hash) {
        return transactions
                .run(session -> records.snapshot(session, id, hash))
                .map(Answers::orNotFound)
                .map(snapshot -> Response.ok(snapshot.canonical(), MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                        .build());
    }
}
