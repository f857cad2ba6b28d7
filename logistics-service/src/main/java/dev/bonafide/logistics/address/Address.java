package dev.bonafide.logistics.address;

import java.util.UUID;

/**
 * Where somebody wants their parcels. Recipient, phone and line are personal data: they never enter an event, a log or a
 * metric.
 *
 * @param version counts its changes, from 1
 */
public record Address(UUID id, UUID ownerId, long version, Content content) {

    /**
     * What is written on the parcel.
     *
     * @param cityCode administrative code of the city, six digits; the only part that others may learn
     */
    public record Content(String recipient, String phone, String line, String cityCode) {

        /** Says nothing: a record that ends up in a log must not tell where somebody lives. */
        @Override
        public String toString() {
            return "Content[" + cityCode + "]";
        }
    }
}
