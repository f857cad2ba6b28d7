package dev.bonafide.risk.stream;

import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import dev.bonafide.risk.events.ListingPriceChangedV1;
import dev.bonafide.risk.events.ListingPublishedV1;
import dev.bonafide.risk.events.ListingSoldV1;
import dev.bonafide.risk.events.ListingSubmittedV1;
import dev.bonafide.risk.events.OrderPlacedV1;
import dev.bonafide.risk.events.OrderReleasedV1;
import dev.bonafide.risk.events.ScoreRecomputedV1;
import dev.bonafide.risk.events.TrustLevelChangedV1;
import dev.bonafide.risk.events.UserRegisteredV1;
import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.SubjectKey;
import dev.bonafide.risk.screening.Screener;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which events of other services become facts, and what each of them means. */
public final class EventReaders {
    private record Reader<T extends Record>(Class<T> as, Function<T, Fact> meaning) {
        Fact read(byte[] payload) throws IOException {
            return meaning.apply(EventJson.read(payload, as));
        }
    }

    private final Map<String, Reader<?>> readers = new LinkedHashMap<>();
    private final Screener screener;

    /** Readers that have listings screened by the screener. */
    public EventReaders(Screener screener) {
        this.screener = screener;
        on(
                "bonafide.identity.UserRegistered.v1",
                UserRegisteredV1.class,
                event -> new Fact.AccountRegistered(event.accountId(), event.registeredAt()));
        on(
                "bonafide.identity.TrustLevelChanged.v1",
                TrustLevelChangedV1.class,
                event -> new Fact.LevelChanged(event.accountId(), level(event.to()), event.at()));
        on(
                "bonafide.identity.ScoreRecomputed.v1",
                ScoreRecomputedV1.class,
                event -> new Fact.ScoreChanged(event.accountId(), event.score(), event.asOf()));
        on("bonafide.listing.ListingSubmitted.v1", ListingSubmittedV1.class, this::handedIn);
        on(
                "bonafide.listing.ListingPublished.v1",
                ListingPublishedV1.class,
                event -> new Fact.ListingShown(
                        event.listingId(),
                        event.sellerId(),
                        SubjectKey.model(
                                event.category(), event.brand(), event.model(), event.grade(), currency(event.price())),
                        event.price().amountMinor()));
        on(
                "bonafide.listing.ListingPriceChanged.v1",
                ListingPriceChangedV1.class,
                event -> new Fact.PriceChanged(
                        event.listingId(), event.sellerId(), event.price().amountMinor()));
        on(
                "bonafide.listing.ListingSold.v1",
                ListingSoldV1.class,
                event -> new Fact.ItemSold(event.listingId(), event.sellerId()));
        on(
                "bonafide.escrow.OrderPlaced.v1",
                OrderPlacedV1.class,
                event -> new Fact.OrderPlaced(
                        event.orderId(), event.buyerId(), event.total().amountMinor()));
        on(
                "bonafide.escrow.OrderReleased.v1",
                OrderReleasedV1.class,
                event -> new Fact.PurchaseKept(event.orderId(), event.buyerId()));
    }

    /** The record each type is read as. */
    public Map<String, Class<? extends Record>> records() {
        var records = new LinkedHashMap<String, Class<? extends Record>>();
        readers.forEach((type, reader) -> records.put(type, reader.as()));
        return records;
    }

    /** The fact in an event; empty for a type that does not concern risk. */
    Optional<Fact> read(String type, byte[] payload) throws IOException {
        var reader = readers.get(type);
        return reader == null ? Optional.empty() : Optional.of(reader.read(payload));
    }

    /** Whether the type concerns risk. */
    boolean reads(String type) {
        return readers.containsKey(type);
    }

    private <T extends Record> void on(String type, Class<T> as, Function<T, Fact> meaning) {
        readers.put(type, new Reader<>(as, meaning));
    }

    private Fact handedIn(ListingSubmittedV1 event) {
        var title = screener.screen(event.title());
        var description = screener.screen(event.description());
        var features = new HashMap<>(title.features());
        description
                .features()
                .forEach((name, value) ->
                        features.merge(name, value, (one, other) -> Math.max((Long) one, (Long) other)));
        return new Fact.ListingHandedIn(
                event.listingId(),
                event.sellerId(),
                SubjectKey.model(
                        event.category(), event.brand(), event.model(), event.grade(), currency(event.price())),
                event.category(),
                event.grade(),
                event.price().amountMinor(),
                features,
                title.hits(),
                description.hits());
    }

    private static String currency(Money price) {
        return price.currency().getCurrencyCode();
    }

    private static int level(String name) {
        if (!name.matches("L[0-9]")) {
            throw new IllegalArgumentException("level: " + name + " (expected: L0 to L9)");
        }
        return name.charAt(1) - '0';
    }
}
