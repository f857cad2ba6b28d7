package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** What comes of the wish to buy something. */
public sealed interface PlacingDecision {

    /** The order, with the terms pinned to it. */
    record Accepted(Order.Placed order) implements PlacingDecision {}

    /** What an order would cost now. */
    record Quoted(UUID listingId, String snapshotHash, Terms terms) implements PlacingDecision {}

    /** No order, and why. */
    sealed interface Refused extends PlacingDecision {

        /** We have not heard of such a listing. */
        record UnknownListing(UUID listingId) implements Refused {}

        /** The listing exists and cannot be bought now. */
        record NotOnSale(OfferedListing.Availability availability) implements Refused {}

        /** Buyer and seller are one account. */
        record SelfDealing(UUID account) implements Refused {}

        /** This installation has no keys for hand-over codes, so nobody can order to meet in person. */
        record MeetingNotOffered() implements Refused {}

        /** The listing has changed since the buyer looked. */
        record SnapshotChanged(String seen, String current, Money price) implements Refused {}

        /** More than this buyer may spend in one order. */
        record LimitExceeded(Money total, Money limit, String policyVersion) implements Refused {}
    }
}
