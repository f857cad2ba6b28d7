package dev.bonafide.listing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.listing.Content;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.SealedSerial;
import dev.bonafide.listing.listing.ShownPhoto;
import dev.bonafide.listing.listing.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Listings as rows. Whoever means to change one locks it first. */
@ApplicationScoped
public class Listings {
    private static final String SELECT = """
            select l.id, l.seller_id, l.version, l.category, l.template_version, l.title, l.description,
                   cast(l.fields as text), l.serial_hmac, l.serial_tail, l.price_minor, l.currency, l.stage,
                   l.snapshot_hash, l.published_at, l.judged_version, l.reserved_order_id, l.reserved_buyer_id,
                   l.hide_after, l.sold_order_id, l.reasons
            from listing l\s""";
    private static final String INSERT = """
            insert into listing (id, seller_id, stage, version, category, template_version, title, description, fields,
                                 serial_hmac, serial_tail, price_minor, currency, created_at, changed_at)
            values (:id, :seller, :stage, :version, :category, :template, :title, :description, cast(cast(:fields as text) as jsonb),
                    :serialHmac, :serialTail, :price, :currency, :now, :now)""";
    private static final String UPDATE = """
            update listing set stage = :stage, version = :version, template_version = :template, title = :title,
                   description = :description, fields = cast(cast(:fields as text) as jsonb), serial_hmac = :serialHmac,
                   serial_tail = :serialTail, price_minor = :price, currency = :currency, snapshot_hash = :snapshot,
                   published_at = :publishedAt, judged_version = :judged, reserved_order_id = :order,
                   reserved_buyer_id = :buyer, hide_after = :hideAfter, sold_order_id = :sold, reasons = :reasons,
                   changed_at = :now
            where id = :id""";

    private final Photos photos;
    private final ObjectMapper json;

    Listings(Photos photos, ObjectMapper json) {
        this.photos = photos;
        this.json = json;
    }

    /** Adds a listing that is new, with no photos yet. */
    public Uni<Void> add(Mutiny.Session session, Listing.Draft draft, Instant now) {
        Item item = draft.item();
        return content(session.createNativeQuery(INSERT), item)
                .setParameter("seller", item.sellerId())
                .setParameter("category", item.content().category())
                .setParameter("stage", draft.stage().name())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The listing with its row locked until the transaction ends, if there is one. */
    public Uni<Optional<Listing>> lock(Mutiny.Session session, UUID id) {
        return one(session, SELECT + "where l.id = :id for update", id);
    }

    /** The listing as it is, if there is one. */
    public Uni<Optional<Listing>> find(Mutiny.Session session, UUID id) {
        return one(session, SELECT + "where l.id = :id", id);
    }

    /** A seller's listings in any of these stages, locked, in the order of their ids. */
    public Uni<List<Listing>> lockOfSeller(Mutiny.Session session, UUID sellerId, Collection<Stage> stages) {
        var query = session.createNativeQuery(
                        SELECT + "where l.seller_id = :seller and l.stage in (:stages) order by l.id for update",
                        Object[].class)
                .setParameter("seller", sellerId)
                .setParameter("stages", stages.stream().map(Stage::name).toList());
        return query.getResultList().chain(rows -> assemble(session, rows));
    }

    /** A seller's listings in any stage, newest first, those after the given one. */
    public Uni<List<Listing>> ofSeller(Mutiny.Session session, UUID sellerId, Optional<UUID> after, int limit) {
        var query = session.createNativeQuery(
                        SELECT + "where l.seller_id = :seller and (cast(:after as uuid) is null or l.id < :after)"
                                + " order by l.id desc limit :limit",
                        Object[].class)
                .setParameter("seller", sellerId)
                .setParameter("after", after.orElse(null))
                .setParameter("limit", limit);
        return query.getResultList().chain(rows -> assemble(session, rows));
    }

    /** The listings of these ids, in the order of the ids. */
    public Uni<List<Listing>> all(Mutiny.Session session, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(SELECT + "where l.id in (:ids)", Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .chain(rows -> assemble(session, rows))
                .map(found -> found.stream()
                        .sorted(java.util.Comparator.comparingInt(
                                listing -> ids.indexOf(listing.item().id())))
                        .toList());
    }

    /** Writes what the listing is now. */
    public Uni<Void> save(Mutiny.Session session, Listing listing, Instant now) {
        StageRow row = StageRow.of(listing);
        return content(session.createNativeQuery(UPDATE), listing.item())
                .setParameter("stage", row.stage().name())
                .setParameter("snapshot", row.snapshotHash().orElse(null))
                .setParameter(
                        "publishedAt",
                        row.publishedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .setParameter("judged", row.judgedVersion().orElse(null))
                .setParameter("order", row.reservedOrderId().orElse(null))
                .setParameter("buyer", row.reservedBuyerId().orElse(null))
                .setParameter("hideAfter", row.hideAfter().orElse(null))
                .setParameter("sold", row.soldOrderId().orElse(null))
                .setParameter("reasons", row.reasons().orElse(null))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Mutiny.MutationQuery content(Mutiny.MutationQuery query, Item item) {
        Content content = item.content();
        return query.setParameter("id", item.id())
                .setParameter("version", item.version())
                .setParameter("template", content.templateVersion())
                .setParameter("title", content.title())
                .setParameter("description", content.description())
                .setParameter("fields", content.fields().toString())
                .setParameter(
                        "serialHmac", item.serial().map(SealedSerial::hmac).orElse(null))
                .setParameter(
                        "serialTail", item.serial().map(SealedSerial::tail).orElse(null))
                .setParameter("price", item.price().amountMinor())
                .setParameter("currency", item.price().currency().getCurrencyCode());
    }

    private Uni<Optional<Listing>> one(Mutiny.Session session, String query, UUID id) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("id", id)
                .getResultList()
                .chain(rows -> assemble(session, rows))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<Listing>> assemble(Mutiny.Session session, List<Object[]> rows) {
        List<UUID> ids = rows.stream().map(columns -> new Row(columns).uuid(0)).toList();
        return photos.shown(session, ids).map(shown -> {
            List<Listing> listings = new ArrayList<>();
            rows.forEach(columns -> listings.add(listing(new Row(columns), shown)));
            return listings;
        });
    }

    private Listing listing(Row row, Map<UUID, List<ShownPhoto>> shown) {
        UUID id = row.uuid(0);
        Item item = new Item(
                id,
                row.uuid(1),
                row.whole(2),
                new Content(row.text(3), (int) row.whole(4), row.text(5), row.text(6), fields(row.text(7))),
                row.maybeText(8).map(hmac -> new SealedSerial(hmac, row.text(9))),
                Money.of(row.whole(10), row.text(11)),
                shown.getOrDefault(id, List.of()));
        return new StageRow(
                        Stage.valueOf(row.text(12)),
                        row.maybeText(13),
                        row.maybeInstant(14),
                        row.columns()[15] == null ? Optional.empty() : Optional.of(row.whole(15)),
                        row.maybeUuid(16),
                        row.maybeUuid(17),
                        row.maybeText(18),
                        row.maybeUuid(19),
                        row.maybeText(20))
                .of(item);
    }

    private ObjectNode fields(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The fields of a listing cannot be read", damaged);
        }
    }
}
