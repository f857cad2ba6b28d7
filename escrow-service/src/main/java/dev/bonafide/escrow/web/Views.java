package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.TransferWord;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The smaller things clients see. */
final class Views {
    private Views() {}

    /**
     * What an order would cost now; the amounts are those that will be booked.
     *
     * @param quoteHash to be carried by the order that is to be booked just so
     * @param offered every service that could be had for the item, with what it would cost
     */
    @Schema(name = "Quote")
    record QuoteView(
            UUID listingId,
            String snapshotHash,
            String quoteHash,
            OrderView.TermsView terms,
            List<OrderView.LineView> offered) {
        static QuoteView of(Quoted quote) {
            return new QuoteView(
                    quote.listingId(),
                    quote.snapshotHash(),
                    quote.hash(),
                    OrderView.TermsView.of(quote.terms()),
                    quote.offered().stream().map(OrderView.LineView::of).toList());
        }
    }

    /** One step of an order. */
    @Schema(name = "OrderTransition")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransitionView(
            @Nullable Stage from,
            Stage to,
            Actor actor,
            @Nullable UUID actorId,
            String reason,
            @Nullable String detail,
            Instant at) {
        static TransitionView of(Transition step) {
            return new TransitionView(
                    step.from(), step.to(), step.actor(), step.actorId(), step.reason(), step.detail(), step.at());
        }
    }

    /** A list that is given whole. */
    @Schema(hidden = true)
    record ItemsView<T>(List<T> items) {}

    /**
     * A try to pay.
     *
     * @param actionUrl where the buyer has to do something first, while that is so
     * @param authorisedUntil when a reserved amount lapses, while one is reserved
     * @param instalment the number of the part it pays, of an order that is paid in parts
     */
    @Schema(name = "Payment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentView(
            UUID paymentId,
            UUID orderId,
            PaymentMethod method,
            Capture capture,
            Money amount,
            Payment.Status status,
            @Nullable String actionUrl,
            @Nullable Instant authorisedUntil,
            @Nullable String declineCode,
            Instant askedAt,
            @Nullable Integer instalment) {
        static PaymentView of(Payment payment) {
            var part = payment.part();
            return new PaymentView(
                    payment.id(),
                    payment.orderId(),
                    payment.method(),
                    payment.capture(),
                    payment.amount(),
                    payment.status(),
                    payment.status() == Payment.Status.PENDING ? payment.actionUrl() : null,
                    payment.status() == Payment.Status.AUTHORISED ? payment.authorisedUntil() : null,
                    payment.declineCode(),
                    payment.askedAt(),
                    part == null ? null : part.number());
        }
    }

    /**
     * Money on its way back to the buyer, or back already.
     *
     * @param settledBy how the buyer got it, once they have
     */
    @Schema(name = "Refund")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefundView(
            UUID refundId,
            UUID orderId,
            UUID paymentId,
            Money amount,
            Refund.Reason reason,
            @Nullable UUID disputeId,
            Refund.Status status,
            @Nullable String failureCode,
            Refund.@Nullable By settledBy) {
        static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.orderId(),
                    refund.paymentId(),
                    refund.amount(),
                    refund.reason(),
                    refund.disputeId(),
                    refund.status(),
                    refund.failureCode(),
                    refund.settledBy());
        }
    }

    /** What one person of finance has said of a transfer by hand. */
    @Schema(name = "TransferWord")
    record TransferWordView(int number, TransferWord.Kind kind, UUID person, String reference, Instant at) {
        static TransferWordView of(TransferWord word) {
            return new TransferWordView(word.number(), word.kind(), word.person(), word.reference(), word.at());
        }
    }

    /** A balanced entry of the ledger. */
    @Schema(name = "LedgerEntry")
    record EntryView(UUID entryId, @Nullable UUID orderId, Fact fact, List<PostingView> postings, Instant postedAt) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.entryId(),
                    entry.orderId(),
                    entry.fact(),
                    entry.postings().stream().map(PostingView::of).toList(),
                    entry.postedAt());
        }
    }

    /** One side of an entry. */
    @Schema(name = "LedgerPosting")
    record PostingView(String account, Posting.Side side, Money amount) {
        static PostingView of(Posting posting) {
            return new PostingView(posting.account().code(), posting.side(), posting.amount());
        }
    }

    /** The sums of the whole ledger. */
    @Schema(name = "TrialBalance")
    record TrialBalanceView(boolean balanced, List<TotalView> totals, List<LineView> lines) {
        static TrialBalanceView of(TrialBalance balance) {
            return new TrialBalanceView(
                    balance.isBalanced(),
                    balance.currencies().stream().map(TotalView::of).toList(),
                    balance.lines().stream().map(LineView::of).toList());
        }
    }

    /** All accounts in one currency; the difference is zero. */
    @Schema(name = "TrialBalanceTotal")
    record TotalView(String currency, long debitMinor, long creditMinor, long differenceMinor) {
        static TotalView of(TrialBalance.CurrencyTotal total) {
            return new TotalView(total.currency(), total.debitMinor(), total.creditMinor(), total.differenceMinor());
        }
    }

    /** The accounts of one kind in one currency. */
    @Schema(name = "TrialBalanceLine")
    record LineView(String currency, AccountKind kind, long debitMinor, long creditMinor, long balanceMinor) {
        static LineView of(TrialBalance.Line line) {
            return new LineView(
                    line.currency(), line.kind(), line.debitMinor(), line.creditMinor(), line.balanceMinor());
        }
    }

    /** What became of a webhook. */
    @Schema(name = "WebhookOutcome")
    record WebhookView(String outcome) {}
}
