package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.PoolDesk;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What finance sees of the compensation pool, of what sellers owe, and of what waits for a second person. */
final class PoolViews {
    private PoolViews() {}

    /** The pool. */
    @Schema(name = "AdvancePool")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PoolView(
            String currency,
            long version,
            Money balance,
            Money claims,
            Money paidToday,
            LimitsView limits,
            @Nullable StopView stopped) {
        static PoolView of(PoolDesk.Standing standing) {
            var pool = standing.pool();
            var stop = pool.stop();
            return new PoolView(
                    standing.balance().currency().getCurrencyCode(),
                    pool.version(),
                    standing.balance(),
                    standing.claims(),
                    standing.paidToday(),
                    LimitsView.of(pool.limits()),
                    stop == null ? null : new StopView(stop.by(), stop.since()));
        }
    }

    /** What the pool may do. */
    @Schema(name = "AdvancePoolLimits")
    record LimitsView(
            Money target, Money perCase, Money perDay, int sellerBasisPoints, int stopBasisPoints, Money perSeller) {
        static LimitsView of(AdvancePool.Limits limits) {
            return new LimitsView(
                    limits.target(),
                    limits.perCase(),
                    limits.perDay(),
                    limits.sellerBasisPoints(),
                    limits.stopBasisPoints(),
                    limits.perSeller());
        }
    }

    /** Why it pays nothing. */
    @Schema(name = "AdvancePoolStop")
    record StopView(AdvancePool.Stop.By by, Instant since) {}

    /** Something that needs two people. */
    @Schema(name = "Approval")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApprovalView(
            UUID approvalId,
            FourEyes.Kind kind,
            Object wish,
            Approval.State state,
            UUID askedBy,
            Instant askedAt,
            Instant expiresAt,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt) {
        static ApprovalView of(Approval approval) {
            return new ApprovalView(
                    approval.id(),
                    approval.wish().kind(),
                    approval.wish(),
                    approval.state(),
                    approval.askedBy(),
                    approval.askedAt(),
                    approval.expiresAt(),
                    approval.decidedBy(),
                    approval.decidedAt());
        }
    }

    /** What a seller owes. */
    @Schema(name = "Receivable")
    record ReceivableView(
            UUID receivableId,
            UUID sellerId,
            UUID orderId,
            Receivable.Favour favour,
            Fact cause,
            UUID causeId,
            Money amount,
            Money open,
            Instant openedAt,
            Instant writeOffFrom) {
        static ReceivableView of(Receivable owed) {
            return new ReceivableView(
                    owed.id(),
                    owed.sellerId(),
                    owed.orderId(),
                    owed.favour(),
                    owed.cause(),
                    owed.causeId(),
                    owed.amount(),
                    owed.open(),
                    owed.openedAt(),
                    owed.writeOffFrom());
        }
    }
}
