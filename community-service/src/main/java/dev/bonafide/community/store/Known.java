package dev.bonafide.community.store;

import dev.bonafide.community.events.TrustCardHeard;
import dev.bonafide.community.tip.SellerFacts;
import dev.bonafide.kit.text.Language;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What other services have said of people, sellers and listings. */
@ApplicationScoped
public class Known {
    private static final String PERSON = """
            insert into person (account_id, language) values (:account, :language)
            on conflict (account_id) do update set language = excluded.language""";
    private static final String SELLER = """
            insert into seller (account_id, level, score, completed_sales, member_since, as_of)
            values (:account, :level, :score, :sales, :since, :asOf)
            on conflict (account_id) do update
               set level = excluded.level, score = excluded.score, completed_sales = excluded.completed_sales,
                   member_since = excluded.member_since, as_of = excluded.as_of
             where seller.as_of <= excluded.as_of""";
    private static final String LISTING =
            "insert into listing_owner (listing_id, seller_id) values (:listing, :seller) on conflict do nothing";
    private static final String OWNER = "select seller_id from listing_owner where listing_id = :listing";
    private static final String FACTS =
            "select level, score, completed_sales, member_since from seller where account_id = :account";

    /** Remembers the language a person is spoken to in. */
    public Uni<Void> person(Mutiny.Session session, UUID account, String language) {
        return session.createNativeQuery(PERSON)
                .setParameter("account", account)
                .setParameter("language", Language.negotiate(language).tag())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The language a person is spoken to in; Chinese where nothing is known, as most of the marketplace is. */
    public Uni<Language> language(Mutiny.Session session, UUID account) {
        return session.createNativeQuery("select language from person where account_id = :account", String.class)
                .setParameter("account", account)
                .getSingleResultOrNull()
                .map(tag -> tag == null ? Language.CHINESE : Language.negotiate(tag));
    }

    /** Remembers the latest card of a seller. */
    public Uni<Void> seller(Mutiny.Session session, TrustCardHeard card) {
        return session.createNativeQuery(SELLER)
                .setParameter("account", card.accountId())
                .setParameter("level", (short) Integer.parseInt(card.level().substring(1)))
                .setParameter("score", (short) card.score())
                .setParameter("sales", card.completedSales())
                .setParameter("since", card.memberSince())
                .setParameter("asOf", card.at().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Remembers whose a listing is; it never changes. */
    public Uni<Void> listing(Mutiny.Session session, UUID listing, UUID seller) {
        return session.createNativeQuery(LISTING)
                .setParameter("listing", listing)
                .setParameter("seller", seller)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whose the listing is, or null if it is not known here. */
    public Uni<@Nullable UUID> ownerOf(Mutiny.Session session, UUID listing) {
        return session.createNativeQuery(OWNER, UUID.class)
                .setParameter("listing", listing)
                .getSingleResultOrNull()
                .map(owner -> owner);
    }

    /** What tips look at, or null if nothing has been said of the seller yet. */
    public Uni<@Nullable SellerFacts> facts(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(FACTS, Object[].class)
                .setParameter("account", account)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new SellerFacts(number(row[0]), number(row[1]), number(row[2]), date(row[3])));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static LocalDate date(Object value) {
        return value instanceof java.sql.Date sql ? sql.toLocalDate() : (LocalDate) value;
    }
}
