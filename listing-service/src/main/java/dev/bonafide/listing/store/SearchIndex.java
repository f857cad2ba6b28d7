package dev.bonafide.listing.store;

import dev.bonafide.kit.http.Cursor;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Listing.Published;
import dev.bonafide.listing.listing.Listing.Reserved;
import dev.bonafide.listing.search.ListingQuery;
import dev.bonafide.listing.search.Words;
import dev.bonafide.listing.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What can be found: listings on sale, and those kept for an order. Written in the transaction that changes them. */
@ApplicationScoped
public class SearchIndex {
    private final Templates templates;

    SearchIndex(Templates templates) {
        this.templates = templates;
    }

    /** A place in the results. */
    public record Hit(UUID listingId, Instant publishedAt) {
        /** The cursor behind this place. */
        public Cursor cursor() {
            return Cursor.of(publishedAt, listingId);
        }
    }

    /** Makes the listing findable as it is now, or not findable at all. */
    public Uni<Void> update(Mutiny.Session session, Listing listing) {
        return switch (listing) {
            case Published l -> put(session, l);
            case Reserved l -> put(session, l.offer());
            case Listing.Draft _,
                    Listing.InReview _,
                    Listing.Sold _,
                    Listing.Rejected _,
                    Listing.Hidden _,
                    Listing.Closed _ -> remove(session, listing.item().id());
        };
    }

    /** Listings that fulfil the query, newest first, those after the cursor. */
    public Uni<List<Hit>> find(Mutiny.Session session, ListingQuery query, Optional<Cursor> after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        String asked = Words.asked(query.text());
        if (!asked.isEmpty()) {
            conditions.add("words @@ cast(cast(:asked as text) as tsquery)");
            values.put("asked", asked);
        } else if (!query.text().isBlank()) {
            // Nothing but signs that are no words: nothing can match.
            return Uni.createFrom().item(List.of());
        }
        query.category().ifPresent(value -> condition(conditions, values, "category = :category", "category", value));
        query.brand().ifPresent(value -> condition(conditions, values, "brand = :brand", "brand", folded(value)));
        query.grade().ifPresent(value -> condition(conditions, values, "grade = :grade", "grade", value));
        query.priceMin().ifPresent(value -> condition(conditions, values, "price_minor >= :min", "min", value));
        query.priceMax().ifPresent(value -> condition(conditions, values, "price_minor <= :max", "max", value));
        query.seller().ifPresent(value -> condition(conditions, values, "seller_id = :seller", "seller", value));
        after.ifPresent(cursor -> {
            conditions.add("(published_at, listing_id) < (:afterAt, :afterId)");
            values.put("afterAt", cursor.instant(0).atOffset(ZoneOffset.UTC));
            values.put("afterId", cursor.id(1));
        });
        var select = session.createNativeQuery(
                        "select listing_id, published_at from listing_search where " + String.join(" and ", conditions)
                                + " order by published_at desc, listing_id desc limit :limit",
                        Object[].class)
                .setParameter("limit", limit);
        values.forEach(select::setParameter);
        return select.getResultList()
                .map(rows -> rows.stream()
                        .map(Row::new)
                        .map(row -> new Hit(row.uuid(0), row.instant(1)))
                        .toList());
    }

    private Uni<Void> put(Mutiny.Session session, Published offer) {
        Item item = offer.item();
        return session.createNativeQuery("""
                        insert into listing_search (listing_id, seller_id, words, category, brand, grade, price_minor,
                                                    published_at)
                        values (:id, :seller, cast(cast(:words as text) as tsvector), :category, :brand, :grade, :price, :publishedAt)
                        on conflict (listing_id) do update set words = excluded.words, brand = excluded.brand,
                            grade = excluded.grade, price_minor = excluded.price_minor,
                            published_at = excluded.published_at""")
                .setParameter("id", item.id())
                .setParameter("seller", item.sellerId())
                .setParameter("words", words(item))
                .setParameter("category", item.content().category())
                .setParameter("brand", folded(item.content().brand()))
                .setParameter("grade", item.content().grade())
                .setParameter("price", item.price().amountMinor())
                .setParameter("publishedAt", offer.publishedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> remove(Mutiny.Session session, UUID listingId) {
        return session.createNativeQuery("delete from listing_search where listing_id = :id")
                .setParameter("id", listingId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Title and model, and the names under which people also look for the brand and the category, together and apart. */
    private String words(Item item) {
        var content = item.content();
        var aliases =
                templates.pinned(content.category(), content.templateVersion()).aliases();
        var brands = aliases.getOrDefault(folded(content.brand()), List.of());
        var categories = aliases.getOrDefault(content.category(), List.of());
        List<String> texts = new ArrayList<>(List.of(content.title(), content.brand(), content.model()));
        texts.addAll(brands);
        texts.addAll(categories);
        brands.forEach(brand -> categories.forEach(category -> texts.add(brand + category)));
        return Words.indexed(texts);
    }

    private static void condition(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
