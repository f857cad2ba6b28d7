package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.escrow.payout.PayoutHold;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.text.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sellers see of their payouts. */
final class PayoutViews {
    private PayoutViews() {}

    /** A payout. */
    @Schema(name = "Payout")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PayoutView(
            UUID payoutId,
            Money amount,
            Payout.Status status,
            Payout.BegunBy begunBy,
            String provider,
            String last4,
            @Nullable String failCode,
            Instant askedAt,
            @Nullable Instant endedAt) {
        static PayoutView of(Payout payout) {
            return new PayoutView(
                    payout.id(),
                    payout.amount(),
                    payout.status(),
                    payout.begunBy(),
                    payout.provider(),
                    payout.last4(),
                    payout.failCode(),
                    payout.askedAt(),
                    payout.endedAt());
        }
    }

    /** Where a seller is paid to, as far as anybody is shown. */
    @Schema(name = "PayoutAccount")
    record AccountView(String provider, String last4, Instant changedAt, Instant usableFrom) {
        static AccountView of(PayoutAccount account) {
            return new AccountView(account.provider(), account.last4(), account.changedAt(), account.usableFrom());
        }
    }

    /** Why money may not leave: the statement of reasons, in both languages. */
    @Schema(name = "PayoutHold")
    record HoldView(
            UUID restrictionId,
            UUID statementId,
            String scope,
            Instant from,
            Instant until,
            String ruleId,
            String policyVersion,
            boolean automated,
            Map<String, String> reason,
            String textKey,
            Map<String, String> facts,
            String redress,
            Instant appealUntil) {
        static HoldView of(PayoutHold hold, Texts texts) {
            return new HoldView(
                    hold.restrictionId(),
                    hold.statementId(),
                    hold.scope(),
                    hold.from(),
                    hold.until(),
                    hold.ruleId(),
                    hold.policyVersion(),
                    hold.automated(),
                    SellerViews.inBoth(
                            texts,
                            hold.automated() ? "payout-hold.automated" : "payout-hold.decided",
                            Map.of("ruleId", hold.ruleId(), "until", hold.until(), "appealUntil", hold.appealUntil())),
                    hold.textKey(),
                    hold.facts(),
                    "/v1/me/restrictions/" + hold.restrictionId(),
                    hold.appealUntil());
        }
    }
}
