package dev.bonafide.escrow.ledger;

import static dev.bonafide.escrow.ledger.AccountKind.BUYER_REFUND;
import static dev.bonafide.escrow.ledger.AccountKind.ESCROW_LIABILITY;
import static dev.bonafide.escrow.ledger.AccountKind.PLATFORM_REVENUE;
import static dev.bonafide.escrow.ledger.AccountKind.PROVIDER_CLEARING;
import static dev.bonafide.escrow.ledger.AccountKind.SELLER_PAYABLE;
import static dev.bonafide.escrow.ledger.Fact.Part.FEES;
import static dev.bonafide.escrow.ledger.Fact.Part.SELLER_SHARE;
import static dev.bonafide.escrow.ledger.Fact.Part.TOTAL;
import static dev.bonafide.escrow.ledger.Posting.Side.CREDIT;
import static dev.bonafide.escrow.ledger.Posting.Side.DEBIT;

import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Every business fact that moves money, and the postings it makes. There is no other way into the ledger. The README shows
 * the same as a table, and a test holds the two together.
 */
public enum Fact {
    /** The provider has the buyer's payment, and we hold it for the order. */
    FUNDED(debit(PROVIDER_CLEARING, TOTAL), credit(ESCROW_LIABILITY, TOTAL)),
    /** The sale has succeeded: the seller has earned the price less fees. */
    RELEASED(debit(ESCROW_LIABILITY, TOTAL), credit(SELLER_PAYABLE, SELLER_SHARE), credit(PLATFORM_REVENUE, FEES)),
    /** The sale has failed: the whole amount goes back to the buyer. */
    REFUNDED(debit(ESCROW_LIABILITY, TOTAL), credit(BUYER_REFUND, TOTAL)),
    /** A payment came that the order cannot use, late or a second time: it goes back without having been held. */
    SURPLUS_TAKEN(debit(PROVIDER_CLEARING, TOTAL), credit(BUYER_REFUND, TOTAL)),
    /** The provider has confirmed that the buyer has the money back. */
    REFUND_SETTLED(debit(BUYER_REFUND, TOTAL), credit(PROVIDER_CLEARING, TOTAL));

    /** Which part of the amount a line moves. */
    public enum Part {
        TOTAL,
        /** The total less the fees. */
        SELLER_SHARE,
        FEES
    }

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

    /** The entry that books the occurrence. Parts of nothing, such as a fee that was waived, are not posted. */
    public static Entry book(UUID entryId, Occurrence occurrence, Instant now) {
        var postings = occurrence.fact().lines().stream()
                .filter(line -> amount(line.part(), occurrence).isPositive())
                .map(line ->
                        new Posting(account(line.kind(), occurrence), line.side(), amount(line.part(), occurrence)))
                .toList();
        return new Entry(entryId, occurrence.orderId(), occurrence.fact(), occurrence.operationKey(), postings, now);
    }

    private static Account account(AccountKind kind, Occurrence occurrence) {
        return switch (kind.owner()) {
            case PLATFORM -> new Account(kind, null);
            case ORDER -> new Account(kind, occurrence.orderId());
            case SELLER -> new Account(kind, occurrence.sellerId());
        };
    }

    private static Money amount(Part part, Occurrence occurrence) {
        return switch (part) {
            case TOTAL -> occurrence.total();
            case SELLER_SHARE -> occurrence.total().minus(occurrence.fees());
            case FEES -> occurrence.fees();
        };
    }

    private static Line debit(AccountKind kind, Part part) {
        return new Line(kind, DEBIT, part);
    }

    private static Line credit(AccountKind kind, Part part) {
        return new Line(kind, CREDIT, part);
    }
}
