package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.escrow.audit.Concerned;
import dev.bonafide.escrow.desk.ledger.ProofDesk;
import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.escrow.store.Findings.StoredFinding;
import dev.bonafide.escrow.store.LedgerSearch.AccountBalance;
import dev.bonafide.escrow.store.LedgerSearch.BookedEntry;
import dev.bonafide.escrow.store.LedgerSearch.Line;
import dev.bonafide.proof.ledger.Anchor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What finance and auditors see of the books. */
final class LedgerViews {
    private LedgerViews() {}

    /** An account and what it comes to, on the side on which it grows. */
    @Schema(name = "LedgerAccount")
    record AccountView(
            String account,
            AccountKind kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID owner,

            Posting.Side side,
            String currency,
            long balanceMinor) {
        static AccountView of(AccountBalance balance) {
            var account = Account.of(balance.account());
            return new AccountView(
                    balance.account(),
                    account.kind(),
                    account.owner(),
                    account.kind().normalSide(),
                    balance.currency(),
                    balance.balanceMinor());
        }
    }

    /** An entry with all that is known of it. */
    @Schema(name = "BookedEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BookedEntryView(
            @Nullable Long n,
            UUID entryId,
            @Nullable UUID orderId,
            String fact,
            String operationKey,
            Instant postedAt,
            @Nullable String correlationId,
            @Nullable String idempotencyKey,
            @Nullable String providerReference,
            List<LineView> postings) {
        static BookedEntryView of(BookedEntry entry) {
            return new BookedEntryView(
                    entry.n(),
                    entry.entryId(),
                    entry.orderId(),
                    entry.fact(),
                    entry.operationKey(),
                    entry.postedAt(),
                    entry.correlationId(),
                    entry.idempotencyKey(),
                    entry.providerReference(),
                    entry.lines().stream().map(LineView::of).toList());
        }
    }

    /** One side of an entry. */
    @Schema(name = "BookedPosting")
    record LineView(String account, String side, AmountView amount) {
        static LineView of(Line line) {
            return new LineView(line.account(), line.side(), new AmountView(line.amountMinor(), line.currency()));
        }
    }

    /** An amount as it stands in its row, which may hold anything once somebody has altered it. */
    @Schema(name = "BookedAmount")
    record AmountView(long amountMinor, String currency) {}

    /** A place in the chain. */
    @Schema(name = "LedgerAnchor")
    record AnchorView(long n, String hash) {
        static AnchorView of(Anchor anchor) {
            return new AnchorView(anchor.n(), anchor.hash());
        }
    }

    /** Something that is wrong with the books. */
    @Schema(name = "LedgerFinding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingView(
            UUID findingId,
            String code,
            @Nullable Long n,
            @Nullable UUID entryId,
            @Nullable UUID orderId,
            @Nullable String account,
            @Nullable String currency,
            @Nullable String expected,
            @Nullable String found,
            String detail,
            Instant foundAt,
            @Nullable Instant resolvedAt,
            List<FrozenView> frozen,
            List<ConsentView> consents) {
        static FindingView of(StoredFinding finding) {
            return new FindingView(
                    finding.findingId(),
                    finding.code(),
                    finding.n(),
                    finding.entryId(),
                    finding.orderId(),
                    finding.account(),
                    finding.currency(),
                    finding.expected(),
                    finding.found(),
                    finding.detail(),
                    finding.foundAt(),
                    finding.resolvedAt(),
                    finding.frozen().stream()
                            .map(freeze -> new FrozenView(freeze.kind(), freeze.id(), freeze.liftedAt()))
                            .toList(),
                    finding.consents().stream()
                            .map(consent -> new ConsentView(consent.accountId(), consent.reason(), consent.givenAt()))
                            .toList());
        }
    }

    /** An order or seller whose accounts do not move, until the freeze is lifted. */
    @Schema(name = "LedgerFreeze")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FrozenView(
            Concerned.Kind kind, UUID id, @Nullable Instant liftedAt) {}

    /** One of the two who agree that a finding is resolved. */
    @Schema(name = "FindingConsent")
    record ConsentView(UUID accountId, String reason, Instant givenAt) {}

    /**
     * The state of the books, and some of the chain.
     *
     * @param length entries that are sealed
     * @param verifiedUpTo the number up to which everything was found in order
     * @param checkedAt machine time of the auditor's last look
     * @param wholeCheckedAt machine time at which it last had been through everything
     * @param witnessed the last head that others were told
     * @param firstFinding the open finding of the lowest number
     * @param links seals with their entries, as in an export, if they were asked for
     */
    @Schema(name = "LedgerProof")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProofView(
            long length,
            AnchorView head,
            long verifiedUpTo,
            @Nullable Instant checkedAt,
            @Nullable Instant wholeCheckedAt,
            @Nullable Long wholeCheckedUpTo,
            @Nullable AnchorView witnessed,
            boolean balanced,
            List<Views.TotalView> totals,
            @Nullable FindingView firstFinding,
            @Nullable List<ObjectNode> links,
            @Nullable Long nextFrom) {
        static ProofView of(ProofDesk.Proof proof, @Nullable List<ObjectNode> links, @Nullable Long nextFrom) {
            var audited = proof.audited();
            var witnessed = proof.witnessed();
            var finding = proof.firstFinding();
            return new ProofView(
                    proof.head().n(),
                    AnchorView.of(proof.head()),
                    proof.verifiedUpTo(),
                    audited.checkedAt(),
                    audited.wholeCompletedAt(),
                    audited.wholeCompletedAt() == null ? null : audited.wholeCompletedN(),
                    witnessed == null ? null : AnchorView.of(witnessed),
                    proof.balance().isBalanced(),
                    proof.balance().currencies().stream()
                            .map(Views.TotalView::of)
                            .toList(),
                    finding == null ? null : FindingView.of(finding),
                    links,
                    nextFrom);
        }
    }
}
