package dev.bonafide.logistics.address;

import dev.bonafide.logistics.order.KnownOrder;
import java.util.Optional;
import java.util.UUID;

/** Who may read the address of an order: its seller, while there is something to send, and nobody else. */
public final class LabelRules {

    private LabelRules() {}

    /** What the seller gets to read. */
    public sealed interface Decision {
        /** What to write on the parcel. */
        record Readable(Address address) implements Decision {}

        /** Not the seller of such an order. */
        record NotYours() implements Decision {}

        /** There is no money held that would make it right to send anything. */
        record OrderNotFunded() implements Decision {}

        /** A dispute holds the money. */
        record OrderFrozen() implements Decision {}

        /** The order names an address that is not in the buyer's book. */
        record AddressMissing() implements Decision {}
    }

    /** Decides; {@code named} is the address that the order names, whosever it is. */
    public static Decision decide(Optional<KnownOrder> known, UUID caller, Optional<Address> named) {
        if (known.isEmpty() || !known.get().sellerId().equals(caller)) {
            return new Decision.NotYours();
        }
        KnownOrder order = known.get();
        return switch (order.readiness()) {
            case NOT_FUNDED -> new Decision.OrderNotFunded();
            case FROZEN -> new Decision.OrderFrozen();
            case READY ->
                // An order could name any id: only the buyer's own address is the buyer's to show.
                named.filter(address -> address.ownerId().equals(order.buyerId()))
                        .<Decision>map(Decision.Readable::new)
                        .orElseGet(Decision.AddressMissing::new);
        };
    }
}
