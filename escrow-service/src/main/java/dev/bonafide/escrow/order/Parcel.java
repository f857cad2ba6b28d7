package dev.bonafide.escrow.order;

import java.util.UUID;

/**
 * A parcel as somebody knows it.
 *
 * @param revision counts what was known of it; word of an earlier revision comes late and changes nothing
 */
public record Parcel(UUID shipment, long revision) {

    boolean isOlderThan(Parcel other) {
        return revision < other.revision;
    }

    boolean isSameAs(Parcel other) {
        return shipment.equals(other.shipment);
    }
}
