package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.escrow.placing.PlacingDecision.Accepted;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.escrow.placing.PlacingDecision.Refused;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Manner;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.TermsPolicy;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
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
            boolean inMilestones,
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
        var manner = new Manner(delivery, listing.inspected(), inMilestones);
        var offered = policy.fees().offeredAt(listing.price()).stream()
                .filter(line -> line.service().canBeHadWith(manner))
                .toList();
        var notOffered = policy.fees().notOffered(listing.price(), services);
        services.stream().filter(service -> !service.canBeHadWith(manner)).forEach(notOffered::add);
        if (!notOffered.isEmpty()) {
            return new Refused.ServicesNotOffered(notOffered, offered);
        }
        var together = Service.ofOneKind(services);
        if (!together.isEmpty()) {
            return new Refused.ServicesExcludeEachOther(together);
        }
        var windows = policy.windowsFor(manner);
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
        var decision = quote(
                wish.listingId(),
                wish.buyerId(),
                wish.delivery(),
                !wish.milestones().isEmpty(),
                wish.services(),
                listing,
                policy);
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
        var refused = refusedMilestones(wish, terms.price());
        if (refused != null) {
            return refused;
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
                milestones(wish.milestones(), terms),
                currentHash,
                terms,
                now);
        return new Accepted(
                Order.Placed.first(agreement, now.plus(terms.windows().answerWithin())));
    }

    private static @Nullable Refused refusedMilestones(PlaceOrder wish, Money price) {
        var wished = wish.milestones();
        if (wished.isEmpty()) {
            return null;
        }
        if (wish.delivery() == Delivery.MEET) {
            return new Refused.MilestonesCannotMeet();
        }
        var sum = Money.zero(price.currency());
        for (var part : wished) {
            if (!part.price().currency().equals(price.currency())
                    || part.price().isZero()) {
                return new Refused.MilestonesDiffer(price, null);
            }
            // More than the price is too much already; so no sum of many becomes too large to be one.
            if (part.price().isMoreThan(price.minus(sum))) {
                return new Refused.MilestonesDiffer(price, null);
            }
            sum = sum.plus(part.price());
        }
        return sum.equals(price) ? null : new Refused.MilestonesDiffer(price, sum);
    }

    private static List<Milestone> milestones(List<PlaceOrder.Wished> wished, Terms terms) {
        if (wished.isEmpty()) {
            return List.of();
        }
        var holds = Hold.of(terms)
                .inParts(wished.stream().map(PlaceOrder.Wished::price).toList());
        return IntStream.range(0, wished.size())
                .mapToObj(i ->
                        new Milestone(wished.get(i).id(), i + 1, wished.get(i).title(), holds.get(i)))
                .toList();
    }
}
