package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the platform has borne of a buyer's loss: of what is held it has that back first. */
final class PlatformLoss {
    private PlatformLoss() {}

    /**
     * What it has borne and not had back: what a bank has left the buyer, and of advances what the seller does not owe any more or was
     * given back; less what divisions of the hold have given it for that.
     *
     * @param entries of the order
     * @param byBank what a bank has left the buyer of the loss
     */
    static Money of(List<Entry> entries, Money byBank) {
        var advances = entries.stream()
                .filter(entry -> entry.fact() == Fact.ADVANCE_CLAIMED)
                .map(Entry::subject)
                .collect(Collectors.toSet());
        var beside = entries.stream()
                .filter(entry -> isAboutIt(entry, advances))
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().kind() == AccountKind.PLATFORM_EXPENSE)
                .mapToLong(Posting::debitMinor)
                .sum();
        return new Money(Math.addExact(byBank.amountMinor(), beside), byBank.currency());
    }

    /** What a seller is made up for by a ruling, and not for an advance, no buyer has had. */
    private static boolean isAboutIt(Entry entry, Set<String> advances) {
        var fact = entry.fact();
        return fact == Fact.ADVANCE_WRITTEN_OFF
                || fact == Fact.SPLIT
                || (fact == Fact.SELLER_COMPENSATED && advances.contains(entry.subject()));
    }
}
