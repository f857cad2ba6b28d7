package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes of the wish to buy something. */
public sealed interface PlacingDecision {

    /** The order, with the terms pinned to it. */
    record Accepted(Order.Placed order) implements PlacingDecision {}

    /**
     * What an order would cost now, line by line.
     *
     * @param offered every service that could be had for the item, with what it would cost
     */
    record Quoted(UUID listingId, String snapshotHash, Terms terms, List<ServiceLine> offered)
            implements PlacingDecision {

        /** What the quote is known by: another listing, snapshot, amount, version or window gives another hash. */
        public String hash() {
            // The written form of a record has every component, so that none can be forgotten here.
            return Sha256.of(listingId + " " + snapshotHash + " " + terms);
        }
    }

    /** No order, and why. */
    sealed interface Refused extends PlacingDecision {

        /** We have not heard of such a listing. */
        record UnknownListing(UUID listingId) implements Refused {}

        /** The listing exists and cannot be bought now. */
        record NotOnSale(OfferedListing.Availability availability) implements Refused {}

        /** Buyer and seller are one account. */
        record SelfDealing(UUID account) implements Refused {}

        /** The parts of the price come to something else, or are none. */
        record MilestonesDiffer(Money price, @Nullable Money sum) implements Refused {}

        /** Who meets meets once. */
        record MilestonesCannotMeet() implements Refused {}

        /** This installation has no keys for hand-over codes, so nobody can order to meet in person. */
        record MeetingNotOffered() implements Refused {}

        /** The listing has changed since the buyer looked. */
        record SnapshotChanged(String seen, String current, Money price) implements Refused {}

        /** Some of the services cannot be had for this item. */
        record ServicesNotOffered(Set<Service> refused, List<ServiceLine> offered) implements Refused {}

        /** Two of the services are of one kind, and an order has at most one of each. */
        record ServicesExcludeEachOther(Set<Service> together) implements Refused {}

        /** The listing or the policy has changed since the buyer was quoted. */
        record QuoteChanged(Quoted current) implements Refused {}

        /** More than this buyer may spend in one order. */
        record LimitExceeded(Money total, Money limit, String policyVersion) implements Refused {}
    }
}
