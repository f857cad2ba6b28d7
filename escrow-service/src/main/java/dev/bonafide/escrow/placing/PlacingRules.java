package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.escrow.placing.PlacingDecision.Accepted;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.escrow.placing.PlacingDecision.Refused;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Manner;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.TermsPolicy;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an order may be placed. Both views it judges by may be a moment old: the listing service has the last
 * word on the item, and risk on everything else, before any money is asked for.
 */
public final class PlacingRules {

    private PlacingRules() {}

    /** What an order of this listing with these services would cost the buyer, or why they cannot buy it. */
    public static PlacingDecision quote(
            UUID listingId,
            UUID buyerId,
            Delivery delivery,
            Set<Service> services,
            @Nullable OfferedListing listing,
            TermsPolicy policy) {
        if (listing == null) {
            return new Refused.UnknownListing(listingId);
        }
        if (listing.sellerId().equals(buyerId)) {
            return new Refused.SelfDealing(buyerId);
        }
        // A price of nothing is a mistake upstream: there would be nothing to hold.
        if (listing.availability() != Availability.ON_SALE || !listing.price().isPositive()) {
            return new Refused.NotOnSale(listing.availability());
        }
        var offered = policy.fees().offeredAt(listing.price()).stream()
                .filter(line -> line.service().canBeHadWith(delivery))
                .toList();
        var notOffered = policy.fees().notOffered(listing.price(), services);
        services.stream().filter(service -> !service.canBeHadWith(delivery)).forEach(notOffered::add);
        if (!notOffered.isEmpty()) {
            return new Refused.ServicesNotOffered(notOffered, offered);
        }
        var together = Service.ofOneKind(services);
        if (!together.isEmpty()) {
            return new Refused.ServicesExcludeEachOther(together);
        }
        var windows = policy.windowsFor(new Manner(delivery, listing.inspected()));
        return new Quoted(
                listing.listingId(),
                listing.snapshotHash(),
                policy.termsFor(listing.price(), services).within(windows),
                offered);
    }

    /** The order with its terms, or why there is none. */
    public static PlacingDecision place(
            PlaceOrder wish,
            @Nullable OfferedListing listing,
            @Nullable BuyerRights rights,
            TermsPolicy policy,
            Instant now) {
        var decision = quote(wish.listingId(), wish.buyerId(), wish.delivery(), wish.services(), listing, policy);
        if (listing == null || !(decision instanceof Quoted quote)) {
            return decision;
        }
        var currentHash = quote.snapshotHash();
        var terms = quote.terms();
        var seen = wish.snapshotHash();
        if (seen != null && !seen.equals(currentHash)) {
            return new Refused.SnapshotChanged(seen, currentHash, listing.price());
        }
        if (wish.quoteHash() != null && !wish.quoteHash().equals(quote.hash())) {
            return new Refused.QuoteChanged(quote);
        }
        var total = terms.total();
        var known = rights == null ? BuyerRights.none(total.currency()) : rights;
        if (!known.allow(total)) {
            return new Refused.LimitExceeded(total, known.orderTotalMax(), known.policyVersion());
        }
        var agreement = new Agreement(
                wish.orderId(),
                wish.listingId(),
                wish.buyerId(),
                listing.sellerId(),
                wish.delivery(),
                wish.deliveryAddressId(),
                currentHash,
                terms,
                now);
        return new Accepted(new Order.Placed(
                agreement, false, Screening.WAITING, now.plus(terms.windows().answerWithin())));
    }
}
