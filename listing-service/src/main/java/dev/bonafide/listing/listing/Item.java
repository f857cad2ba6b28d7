package dev.bonafide.listing.listing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one thing that is for sale, and all that is said and shown of it.
 *
 * @param version one more with each change of words, fields, price or photos
 * @param photos in the order of display
 */
public record Item(
        UUID id,
        UUID sellerId,
        long version,
        Content content,
        Optional<SealedSerial> serial,
        Money price,
        List<ShownPhoto> photos) {

    /** Copies the photos. */
    public Item {
        photos = List.copyOf(photos);
    }

    /** The next version with these words and fields. */
    public Item saying(Content other, Optional<SealedSerial> otherSerial) {
        return new Item(id, sellerId, version + 1, other, otherSerial, price, photos);
    }

    /** The next version at that price. */
    public Item priced(Money other) {
        return new Item(id, sellerId, version + 1, content, serial, other, photos);
    }

    /** The next version with these photos. */
    public Item showing(List<ShownPhoto> others) {
        return new Item(id, sellerId, version + 1, content, serial, price, others);
    }

    /** The next version, the same in everything else: what is handed in again is told apart from what was judged. */
    public Item again() {
        return new Item(id, sellerId, version + 1, content, serial, price, photos);
    }

    /** The roles its photos have. */
    public Set<String> roles() {
        return photos.stream().map(ShownPhoto::role).collect(Collectors.toSet());
    }

    /** What a buyer agrees to when they order now. The serial number is in it as its keyed hash only. */
    public Snapshot snapshot() {
        ObjectNode frozen = JsonNodeFactory.instance.objectNode();
        frozen.put("listingId", id.toString());
        frozen.put("sellerId", sellerId.toString());
        frozen.put("version", version);
        frozen.put("category", content.category());
        frozen.put("templateVersion", content.templateVersion());
        frozen.put("title", content.title());
        frozen.put("description", content.description());
        frozen.set("fields", content.fields());
        frozen.putObject("price")
                .put("amountMinor", price.amountMinor())
                .put("currency", price.currency().getCurrencyCode());
        var shown = frozen.putArray("photos");
        photos.forEach(photo -> shown.addObject().put("role", photo.role()).put("sha256", photo.sha256()));
        serial.ifPresent(number -> frozen.put("serialHmac", number.hmac()));
        return Snapshot.of(frozen);
    }
}
