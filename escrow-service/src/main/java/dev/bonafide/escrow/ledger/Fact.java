package dev.bonafide.escrow.ledger;

import static dev.bonafide.escrow.ledger.AccountKind.*;
import static dev.bonafide.escrow.ledger.Posting.Side.CREDIT;
import static dev.bonafide.escrow.ledger.Posting.Side.DEBIT;

import dev.bonafide.escrow.ledger.Posting.Side;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Every business fact that moves money, and the postings it makes. There is no other way into the ledger. The README shows
 * the same as a table, and a test holds the two together.
 *
 * <p>Money that waits for somebody's word moves in two phases: a fact holds it on an account of its own, and another posts
 * it or gives it back.
 */
public enum Fact {
    /** The provider has the buyer's payment, and we hold it for the order. */
    FUNDED(debit(PROVIDER_CLEARING, Part.TOTAL), credit(ESCROW_LIABILITY, Part.TOTAL)),
    /** The buyer pays in parts: the instalment provider owes us the whole, and we hold it for the order. */
    INSTALMENTS_OPENED(debit(INSTALMENT_PROVIDER, Part.TOTAL), credit(ESCROW_LIABILITY, Part.TOTAL)),
    /** The buyer has paid one part of a plan. */
    INSTALMENT_PAID(debit(PROVIDER_CLEARING, Part.TOTAL), credit(INSTALMENT_PROVIDER, Part.TOTAL)),
    /** A part of a plan that will not be paid becomes the platform's loss. */
    INSTALMENT_WRITTEN_OFF(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(INSTALMENT_PROVIDER, Part.TOTAL)),

    /** The sale, or one milestone of it, has succeeded: the seller has earned the price less fees. */
    RELEASED(
            debit(ESCROW_LIABILITY, Part.TOTAL),
            credit(SELLER_PAYABLE, Part.SELLER),
            credit(SELLER_RESERVE, Part.RESERVE),
            credit(PLATFORM_REVENUE, Part.FEES),
            credit(INSPECTION, Part.INSPECTION),
            credit(INSURANCE, Part.INSURANCE),
            credit(WARRANTY, Part.WARRANTY)),
    /** The sale has failed: what is held goes back to the buyer, parts of a plan that nobody has paid yet first. */
    REFUNDED(
            debit(ESCROW_LIABILITY, Part.TOTAL),
            credit(BUYER_REFUND, Part.BUYER),
            credit(INSTALMENT_PROVIDER, Part.FUTURE_PARTS)),
    /** What is held is divided between buyer, seller and platform, which has back what it had borne of the buyer's loss. */
    SPLIT(
            debit(ESCROW_LIABILITY, Part.TOTAL),
            credit(BUYER_REFUND, Part.BUYER),
            credit(INSTALMENT_PROVIDER, Part.FUTURE_PARTS),
            credit(SELLER_PAYABLE, Part.SELLER),
            credit(SELLER_RESERVE, Part.RESERVE),
            credit(PLATFORM_REVENUE, Part.FEES),
            credit(PLATFORM_EXPENSE, Part.EXPENSE),
            credit(INSPECTION, Part.INSPECTION),
            credit(INSURANCE, Part.INSURANCE),
            credit(WARRANTY, Part.WARRANTY)),
    /** A release is taken back while the seller has not been paid out: the money is held again. */
    RELEASE_REVERSED(
            debit(SELLER_PAYABLE, Part.SELLER),
            debit(SELLER_RESERVE, Part.RESERVE),
            debit(PLATFORM_REVENUE, Part.FEES),
            debit(INSPECTION, Part.INSPECTION),
            debit(INSURANCE, Part.INSURANCE),
            debit(WARRANTY, Part.WARRANTY),
            credit(ESCROW_LIABILITY, Part.TOTAL)),
    /** A payment came that the order cannot use, late or a second time: it goes back without having been held. */
    SURPLUS_TAKEN(debit(PROVIDER_CLEARING, Part.TOTAL), credit(BUYER_REFUND, Part.TOTAL)),
    /** The provider has confirmed that the buyer has the money back. */
    REFUND_SETTLED(debit(BUYER_REFUND, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /** The provider has given the buyer what the buyer has had otherwise: the platform's loss until a person has it back. */
    REFUNDED_TWICE(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /**
     * What the buyer had by a refund is with the provider again: owed once more, or the platform's loss is made good where
     * the buyer has it otherwise.
     */
    REFUND_CAME_BACK(
            debit(PROVIDER_CLEARING, Part.TOTAL),
            credit(BUYER_REFUND, Part.BUYER),
            credit(PLATFORM_EXPENSE, Part.EXPENSE)),

    /** The time of a reserve is over. */
    RESERVE_RETURNED(debit(SELLER_RESERVE, Part.TOTAL), credit(SELLER_PAYABLE, Part.TOTAL)),
    /** A seller's earnings are on their way to their bank. */
    PAYOUT_HELD(debit(SELLER_PAYABLE, Part.TOTAL), credit(PAYOUT_IN_TRANSIT, Part.TOTAL)),
    /** The provider has paid the seller. */
    PAYOUT_POSTED(debit(PAYOUT_IN_TRANSIT, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /** The provider could not pay the seller: the earnings are the seller's to ask for again. */
    PAYOUT_VOIDED(debit(PAYOUT_IN_TRANSIT, Part.TOTAL), credit(SELLER_PAYABLE, Part.TOTAL)),

    /** After the release the buyer is right: the money comes from the seller's earnings, and what is short is owed. */
    CLAWED_BACK(
            debit(SELLER_PAYABLE, Part.SELLER),
            debit(SELLER_RESERVE, Part.RESERVE),
            debit(SELLER_RECEIVABLE, Part.RECEIVABLE),
            debit(PLATFORM_EXPENSE, Part.EXPENSE),
            credit(BUYER_REFUND, Part.TOTAL)),
    /**
     * Of what goes back after the release, or others make good, parts of a plan that nobody has paid yet are taken off first; what was
     * given up as lost is the platform's, which has borne it.
     */
    INSTALMENTS_CANCELLED(
            debit(BUYER_REFUND, Part.TOTAL),
            credit(INSTALMENT_PROVIDER, Part.FUTURE_PARTS),
            credit(PLATFORM_EXPENSE, Part.EXPENSE)),
    /** A claw-back was wrong: the seller has it back, at the platform's expense. */
    CLAW_BACK_REVERSED(
            debit(PLATFORM_EXPENSE, Part.TOTAL),
            credit(SELLER_PAYABLE, Part.SELLER),
            credit(SELLER_RECEIVABLE, Part.RECEIVABLE)),
    /** What a seller owed to the platform is taken from a later sale. */
    RECEIVABLE_RECOVERED(
            debit(SELLER_PAYABLE, Part.SELLER),
            debit(SELLER_RESERVE, Part.RESERVE),
            credit(SELLER_RECEIVABLE, Part.TOTAL)),
    /** What a seller owes to the platform will not come. */
    RECEIVABLE_WRITTEN_OFF(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(SELLER_RECEIVABLE, Part.TOTAL)),

    /** The platform sets money aside to compensate buyers at once. */
    POOL_FUNDED(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(COMPENSATION_POOL, Part.TOTAL)),
    /** The pool pays a buyer before the seller has. */
    ADVANCE_PAID(debit(COMPENSATION_POOL, Part.TOTAL), credit(BUYER_REFUND, Part.TOTAL)),
    /** The seller owes the pool what it has paid. */
    ADVANCE_CLAIMED(debit(SELLER_RECEIVABLE, Part.TOTAL), credit(POOL_CLAIM, Part.TOTAL)),
    /** What a seller owed to the pool is taken from a later sale, and the pool has it back. */
    ADVANCE_RECOVERED(
            debit(SELLER_PAYABLE, Part.SELLER),
            debit(SELLER_RESERVE, Part.RESERVE),
            credit(SELLER_RECEIVABLE, Part.TOTAL),
            debit(POOL_CLAIM, Part.TOTAL),
            credit(COMPENSATION_POOL, Part.TOTAL)),
    /** What a seller owed to the pool is theirs no longer, or will not come: the platform makes the pool whole. */
    ADVANCE_WRITTEN_OFF(
            debit(POOL_CLAIM, Part.TOTAL),
            credit(SELLER_RECEIVABLE, Part.TOTAL),
            debit(PLATFORM_EXPENSE, Part.TOTAL),
            credit(COMPENSATION_POOL, Part.TOTAL)),

    /** The platform bears what a ruling gives the seller beside the hold. */
    SELLER_COMPENSATED(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(SELLER_PAYABLE, Part.TOTAL)),
    /** The platform pays the freight of a return. */
    FREIGHT_PAID(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /** The platform pays the freight of a return for the seller, who owes it. */
    FREIGHT_CHARGED(debit(SELLER_RECEIVABLE, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /** A provider keeps its fee. */
    PROVIDER_FEE_TAKEN(debit(PLATFORM_EXPENSE, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),

    /** The buyer's bank pulls the payment back; who bears it is open. */
    CHARGEBACK_WITHDRAWN(debit(CHARGEBACK_SUSPENSE, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL)),
    /** The bank has given it back to us. */
    CHARGEBACK_WON(debit(PROVIDER_CLEARING, Part.TOTAL), credit(CHARGEBACK_SUSPENSE, Part.TOTAL)),
    /** It stays with the buyer: in place of a refund, from the hold, from the seller's earnings, or owed by the seller. */
    CHARGEBACK_LOST(
            debit(BUYER_REFUND, Part.BUYER),
            debit(ESCROW_LIABILITY, Part.HELD),
            debit(SELLER_PAYABLE, Part.SELLER),
            debit(SELLER_RESERVE, Part.RESERVE),
            debit(SELLER_RECEIVABLE, Part.RECEIVABLE),
            debit(PLATFORM_EXPENSE, Part.EXPENSE),
            credit(CHARGEBACK_SUSPENSE, Part.TOTAL)),

    /** The insurer of the parcel makes the buyer's loss good, through us. */
    INSURER_PAID(debit(INSURANCE, Part.TOTAL), credit(BUYER_REFUND, Part.TOTAL)),
    /** The insurer of the parcel makes the seller's loss good: the item was lost on its way back. */
    SELLER_INSURED(debit(INSURANCE, Part.TOTAL), credit(SELLER_PAYABLE, Part.TOTAL)),
    /** The warranty partner makes the buyer's loss good, through us. */
    WARRANTY_PAID(debit(WARRANTY, Part.TOTAL), credit(BUYER_REFUND, Part.TOTAL)),
    /** What the warranty covers was repaired or replaced, and whoever did it is paid. */
    WARRANTY_SERVED(debit(WARRANTY, Part.TOTAL), credit(PROVIDER_CLEARING, Part.TOTAL));

    /** One line of the table: which kind of account, on which side, moves which part. */
    public record Line(AccountKind kind, Side side, Part part) {}

    private final List<Line> lines;

    Fact(Line... lines) {
        this.lines = List.of(lines);
    }

    /** The lines of the table. */
    public List<Line> lines() {
        return lines;
    }

    /** The parts its lines move. */
    Set<Part> parts() {
        var parts = EnumSet.noneOf(Part.class);
        lines.forEach(line -> parts.add(line.part()));
        return parts;
    }

    /** The entry that books the occurrence. Parts of nothing, such as a fee that was waived, are not posted. */
    public static Entry book(UUID entryId, Occurrence occurrence, Instant now) {
        var postings = occurrence.fact().lines().stream()
                .filter(line -> occurrence.part(line.part()).isPositive())
                .map(line -> new Posting(account(line.kind(), occurrence), line.side(), occurrence.part(line.part())))
                .toList();
        return new Entry(entryId, occurrence, postings, now);
    }

    private static Account account(AccountKind kind, Occurrence occurrence) {
        return switch (kind.owner()) {
            case PLATFORM -> new Account(kind, null);
            case ORDER -> new Account(kind, occurrence.orderId());
            case SELLER -> new Account(kind, occurrence.sellerId());
        };
    }

    private static Line debit(AccountKind kind, Part part) {
        return new Line(kind, DEBIT, part);
    }

    private static Line credit(AccountKind kind, Part part) {
        return new Line(kind, CREDIT, part);
    }
}
