package dev.bonafide.escrow.audit;

import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.proof.Sha256;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the books.
 *
 * @param fingerprint what makes it the same finding when it is found again: the code, what it is about, and what was found
 * @param n of the seal it is about
 * @param expected what should have been found, an amount in minor units or a hash
 * @param concerned whose money must not move until it is resolved
 */
public record LedgerFinding(
        FindingCode code,
        String fingerprint,
        @Nullable Long n,
        @Nullable UUID entryId,
        @Nullable UUID orderId,
        @Nullable String account,
        @Nullable String currency,
        @Nullable String expected,
        @Nullable String found,
        String detail,
        Set<Concerned> concerned) {

    /** Something wrong in the chain, at or before rows that are given with it. */
    static LedgerFinding inChain(Finding finding, List<SealedRow> about) {
        var code = FindingCode.of(finding.kind());
        var row = about.isEmpty() ? null : about.getFirst();
        var observed = row == null ? "" : Sha256.of(row.link().toString());
        var concerned = new LinkedHashSet<Concerned>();
        about.forEach(each -> concerned.addAll(Concerned.by(each.orderId(), each.accounts())));
        return new LedgerFinding(
                code,
                finding.name() + ":" + observed,
                finding.n(),
                row == null ? null : row.entryId(),
                row == null ? null : row.orderId(),
                null,
                null,
                null,
                null,
                finding.detail(),
                concerned);
    }

    /** A chain that ends before a place that it has had. */
    public static LedgerFinding truncated(Anchor head, Anchor had) {
        return new LedgerFinding(
                FindingCode.TRUNCATED,
                FindingCode.TRUNCATED + ":" + head + ":" + had,
                head.n(),
                null,
                null,
                null,
                null,
                had.toString(),
                head.toString(),
                "The chain ends here, but number " + had.n() + " was there.",
                Set.of());
    }

    /** An entry that was never sealed. */
    public static LedgerFinding unsealed(UUID entryId, @Nullable UUID orderId, Set<String> accounts) {
        return new LedgerFinding(
                FindingCode.ENTRY_UNSEALED,
                FindingCode.ENTRY_UNSEALED + ":" + entryId,
                null,
                entryId,
                orderId,
                null,
                null,
                null,
                null,
                "The entry claims a transaction that was over when its time was sealed.",
                Concerned.by(orderId, accounts));
    }

    /** A balance that is kept for an account and is not what its postings come to. */
    public static LedgerFinding balance(String account, String currency, long summed, @Nullable Long kept) {
        return differs(
                FindingCode.BALANCE_DIFFERS,
                account,
                currency,
                Long.toString(summed),
                kept == null ? "nothing" : Long.toString(kept),
                "The balance that is kept is not the sum of its postings.");
    }

    /** A folded sum of an account that is not what its postings come to. */
    public static LedgerFinding sum(String account, String currency, String summed, String kept) {
        return differs(
                FindingCode.SUM_DIFFERS,
                account,
                currency,
                summed,
                kept,
                "The folded sum is not the sum of its postings.");
    }

    /** All accounts together. */
    public static LedgerFinding trialBalance(String currency, long difference) {
        return new LedgerFinding(
                FindingCode.TRIAL_BALANCE_DIFFERS,
                FindingCode.TRIAL_BALANCE_DIFFERS + ":" + currency + ":" + difference,
                null,
                null,
                null,
                null,
                currency,
                "0",
                Long.toString(difference),
                "Debits and credits of all accounts differ.",
                Set.of());
    }

    /** What is held for an order and does not fit its stage. */
    static LedgerFinding hold(UUID orderId, String currency, long expected, long found, String detail) {
        return differs(
                FindingCode.HOLD_DIFFERS,
                new Account(AccountKind.ESCROW_LIABILITY, orderId).code(),
                currency,
                Long.toString(expected),
                Long.toString(found),
                detail);
    }

    private static LedgerFinding differs(
            FindingCode code, String account, String currency, String expected, String found, String detail) {
        var concerned = Concerned.by(null, Set.of(account));
        var order = concerned.stream()
                .filter(owner -> owner.kind() == Concerned.Kind.ORDER)
                .map(Concerned::id)
                .findFirst()
                .orElse(null);
        return new LedgerFinding(
                code,
                String.join(":", code.name(), account, currency, expected, found),
                null,
                null,
                order,
                account,
                currency,
                expected,
                found,
                detail,
                concerned);
    }
}
