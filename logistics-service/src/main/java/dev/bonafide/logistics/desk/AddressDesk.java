package dev.bonafide.logistics.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.logistics.address.Address;
import dev.bonafide.logistics.address.AddressRules;
import dev.bonafide.logistics.address.AddressRules.Decision;
import dev.bonafide.logistics.address.AddressRules.PutAddress;
import dev.bonafide.logistics.address.LabelRules;
import dev.bonafide.logistics.store.Addresses;
import dev.bonafide.logistics.store.KnownOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The door to the address book. */
@ApplicationScoped
public class AddressDesk {

    private final Addresses addresses;
    private final KnownOrders orders;
    private final Ids ids;
    private final Clock clock;

    AddressDesk(Addresses addresses, KnownOrders orders, Ids ids, Clock clock) {
        this.addresses = addresses;
        this.orders = orders;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes into the caller's book. */
    public Uni<Decision> put(Mutiny.Session session, PutAddress asked) {
        return addresses
                .lockBook(session, asked.by())
                .chain(() -> addresses.lockId(session, asked.id()))
                .chain(() -> addresses.find(session, asked.id()))
                .chain(present ->
                        addresses.of(session, asked.by()).map(own -> AddressRules.decide(present, asked, own.size())))
                .call(decision -> switch (decision) {
                    case Decision.Created(var address) -> addresses.save(session, address, clock.instant());
                    case Decision.Changed(var address) -> addresses.save(session, address, clock.instant());
                    case Decision.Unchanged _,
                            Decision.NotYours _,
                            Decision.VersionMissing _,
                            Decision.Stale _,
                            Decision.BookFull _ -> Uni.createFrom().voidItem();
                });
    }

    /** One address of the caller. */
    public Uni<Optional<Address>> find(Mutiny.Session session, UUID caller, UUID id) {
        return addresses
                .find(session, id)
                .map(found -> found.filter(address -> address.ownerId().equals(caller)));
    }

    /** The caller's addresses, oldest first. */
    public Uni<List<Address>> of(Mutiny.Session session, UUID caller) {
        return addresses.of(session, caller);
    }

    /** What the seller of an order writes on the parcel. Whoever gets to read it is written down. */
    public Uni<LabelRules.Decision> label(Mutiny.Session session, UUID caller, UUID orderId) {
        return orders.find(session, orderId)
                .chain(known -> known.flatMap(order -> order.funding())
                        .map(funding -> addresses.find(session, funding.deliveryAddressId()))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<Address>empty()))
                        .map(named -> LabelRules.decide(known, caller, named))
                        .call(decision -> decision instanceof LabelRules.Decision.Readable(var address)
                                ? addresses.wasRead(session, ids.next(), orderId, address, caller, clock.instant())
                                : Uni.createFrom().voidItem()));
    }
}
