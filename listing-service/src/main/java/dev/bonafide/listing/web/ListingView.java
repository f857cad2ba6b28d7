package dev.bonafide.listing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Listing.Hidden;
import dev.bonafide.listing.listing.Listing.Published;
import dev.bonafide.listing.listing.Listing.Rejected;
import dev.bonafide.listing.listing.Listing.Reserved;
import dev.bonafide.listing.listing.Listing.Sold;
import dev.bonafide.listing.listing.SealedSerial;
import dev.bonafide.listing.listing.Stage;
import dev.bonafide.listing.store.Sellers.Card;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A listing as somebody sees it.
 *
 * @param snapshotHash names exactly what is on sale; absent when nothing is
 * @param reservedByOther whether it is kept for somebody who is not the caller
 * @param serialTail last four signs of the serial number; the seller's alone
 * @param reasons why it was rejected or hidden; the seller's alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListingView(
        UUID listingId,
        Stage stage,
        long version,
        UUID sellerId,
        @Nullable SellerView seller,
        String category,
        int templateVersion,
        String title,
        String description,
        String brand,
        String model,
        String grade,
        ObjectNode fields,
        Money price,
        List<PhotoView> photos,
        @Nullable String snapshotHash,
        @Nullable Instant publishedAt,
        boolean reservedByOther,
        @Nullable String serialTail,
        @Nullable List<String> reasons) {

    /** A photo, and where its renditions are. */
    public record PhotoView(UUID photoId, String role, String sha256, String url, String smallUrl) {}

    /** What buyers may know of the seller. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SellerView(
            String level,
            List<String> badges,
            String scoreBand,
            int completedSales,
            @Nullable PositiveRate positiveRate) {

        static SellerView of(Card card) {
            return new SellerView(
                    card.level(),
                    card.badges(),
                    card.scoreBand(),
                    card.completedSales(),
                    card.positive()
                            .flatMap(positive -> card.reviews().map(reviews -> new PositiveRate(positive, reviews)))
                            .orElse(null));
        }
    }

    /** Positive reviews of all reviews. */
    public record PositiveRate(int numerator, int denominator) {}

    /** The listing as this caller sees it. */
    static ListingView of(Listing listing, UUID caller, @Nullable Card seller) {
        Item item = listing.item();
        boolean own = item.sellerId().equals(caller);
        var content = item.content();
        return new ListingView(
                item.id(),
                listing.stage(),
                item.version(),
                item.sellerId(),
                seller == null ? null : SellerView.of(seller),
                content.category(),
                content.templateVersion(),
                content.title(),
                content.description(),
                content.brand(),
                content.model(),
                content.grade(),
                content.fields(),
                item.price(),
                photos(item),
                snapshotHash(listing),
                publishedAt(listing),
                listing instanceof Reserved reserved
                        && !reserved.reservation().buyerId().equals(caller),
                own ? item.serial().map(SealedSerial::tail).orElse(null) : null,
                own ? reasons(listing) : null);
    }

    private static List<PhotoView> photos(Item item) {
        return item.photos().stream()
                .map(photo -> {
                    String url = "/v1/listings/" + item.id() + "/photos/" + photo.id();
                    return new PhotoView(photo.id(), photo.role(), photo.sha256(), url, url + "?size=SMALL");
                })
                .toList();
    }

    private static @Nullable String snapshotHash(Listing listing) {
        return switch (listing) {
            case Published l -> l.snapshotHash();
            case Reserved l -> l.offer().snapshotHash();
            case Sold l -> l.snapshotHash();
            case Listing.Draft _, Listing.InReview _, Rejected _, Hidden _, Listing.Closed _ -> null;
        };
    }

    private static @Nullable Instant publishedAt(Listing listing) {
        return switch (listing) {
            case Published l -> l.publishedAt();
            case Reserved l -> l.offer().publishedAt();
            case Listing.Draft _, Listing.InReview _, Sold _, Rejected _, Hidden _, Listing.Closed _ -> null;
        };
    }

    private static @Nullable List<String> reasons(Listing listing) {
        return switch (listing) {
            case Rejected l -> l.reasons();
            case Hidden l -> List.of(l.reason());
            case Listing.Draft _, Listing.InReview _, Published _, Reserved _, Sold _, Listing.Closed _ -> null;
        };
    }
}
