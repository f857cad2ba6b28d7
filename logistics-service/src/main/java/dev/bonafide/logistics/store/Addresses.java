package dev.bonafide.logistics.store;

import dev.bonafide.logistics.address.Address;
import dev.bonafide.logistics.address.Address.Content;
import dev.bonafide.logistics.secrecy.DataKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The address book. What leads to a person is sealed for its owner, row and column before it gets here. */
@ApplicationScoped
public class Addresses {

    private static final String COLUMNS = "id, owner_id, version, recipient, phone, line, city_code";

    private final DataKey dataKey;

    Addresses(DataKey dataKey) {
        this.dataKey = dataKey;
    }

    /** The address of that id, whosever it is. */
    public Uni<Optional<Address>> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("select " + COLUMNS + " from address where id = :id", Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().map(Row::new).map(this::address).findFirst());
    }

    /** The addresses of one person, oldest first. */
    public Uni<List<Address>> of(Mutiny.Session session, UUID owner) {
        return session.createNativeQuery(
                        "select " + COLUMNS + " from address where owner_id = :owner order by id", Object[].class)
                .setParameter("owner", owner)
                .getResultList()
                .map(rows -> rows.stream().map(Row::new).map(this::address).toList());
    }

    /** Lets one person's book change in one transaction at a time, so that it cannot outgrow its limit. */
    public Uni<Void> lockBook(Mutiny.Session session, UUID owner) {
        return Locks.take(session, "address-book|" + owner);
    }

    /** Lets one id be claimed in one transaction at a time. */
    public Uni<Void> lockId(Mutiny.Session session, UUID id) {
        return Locks.take(session, "address|" + id);
    }

    /** Writes the address as it is now. */
    public Uni<Void> save(Mutiny.Session session, Address address, Instant now) {
        Content content = address.content();
        return session.createNativeQuery("""
                        insert into address (id, owner_id, version, recipient, phone, line, city_code, changed_at)
                        values (:id, :owner, :version, :recipient, :phone, :line, :city, :now)
                        on conflict (id) do update
                           set version = excluded.version, recipient = excluded.recipient, phone = excluded.phone,
                               line = excluded.line, city_code = excluded.city_code, changed_at = excluded.changed_at""")
                .setParameter("id", address.id())
                .setParameter("owner", address.ownerId())
                .setParameter("version", address.version())
                .setParameter("recipient", dataKey.seal(content.recipient(), place(address, "recipient")))
                .setParameter("phone", dataKey.seal(content.phone(), place(address, "phone")))
                .setParameter("line", dataKey.seal(content.line(), place(address, "line")))
                .setParameter("city", content.cityCode())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes down that the seller of an order has read the address. */
    public Uni<Void> wasRead(Mutiny.Session session, UUID id, UUID orderId, Address address, UUID seller, Instant now) {
        return session.createNativeQuery("""
                        insert into label_read (id, order_id, address_id, seller_id, read_at)
                        values (:id, :order, :address, :seller, :now)""")
                .setParameter("id", id)
                .setParameter("order", orderId)
                .setParameter("address", address.id())
                .setParameter("seller", seller)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Address address(Row row) {
        UUID id = row.uuid(0);
        UUID owner = row.uuid(1);
        return new Address(
                id,
                owner,
                row.whole(2),
                new Content(
                        dataKey.openText(row.bytes(3), place(owner, id, "recipient")),
                        dataKey.openText(row.bytes(4), place(owner, id, "phone")),
                        dataKey.openText(row.bytes(5), place(owner, id, "line")),
                        row.text(6)));
    }

    private static String place(Address address, String column) {
        return place(address.ownerId(), address.id(), column);
    }

    private static String place(UUID owner, UUID id, String column) {
        return owner + "|" + id + "|" + column;
    }
}
