package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.earning.EarningPolicy;
import dev.bonafide.escrow.earning.SellerBalance;
import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sellers see of their money. */
final class SellerViews {
    private SellerViews() {}

    /** What a seller has. */
    @Schema(name = "SellerBalance")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceView(
            UUID sellerId,
            List<Money> payable,
            List<CurrencyBalanceView> balances,
            ConditionsView conditions,
            PayoutViews.@Nullable AccountView payoutAccount,
            List<PayoutViews.HoldView> holds) {
        static BalanceView of(
                UUID seller,
                List<SellerBalance> balances,
                ConditionsView conditions,
                @Nullable PayoutAccount account,
                List<PayoutViews.HoldView> holds) {
            return new BalanceView(
                    seller,
                    balances.stream()
                            .map(SellerBalance::earned)
                            .filter(Money::isPositive)
                            .toList(),
                    balances.stream().map(CurrencyBalanceView::of).toList(),
                    conditions,
                    account == null ? null : PayoutViews.AccountView.of(account),
                    holds);
        }
    }

    /** What holds for the seller's next sale. */
    @Schema(name = "SellerConditions")
    record ConditionsView(
            SellerLevel level,
            Duration payoutDelay,
            int reserveBasisPoints,
            Duration reserveFor,
            String policyVersion) {
        static ConditionsView of(Standing standing, EarningPolicy policy) {
            var conditions = policy.conditionsFor(standing);
            return new ConditionsView(
                    standing.level(),
                    conditions.payoutDelay(),
                    conditions.reserveBasisPoints(),
                    conditions.reserveFor(),
                    policy.version());
        }
    }

    /** The same in one currency, by what may happen to it. */
    @Schema(name = "SellerBalanceInCurrency")
    record CurrencyBalanceView(
            Money available, Money pending, Money blocked, Money reserved, Money inTransit, Money owed) {
        static CurrencyBalanceView of(SellerBalance balance) {
            return new CurrencyBalanceView(
                    balance.available(),
                    balance.pending(),
                    balance.blocked(),
                    balance.reserved(),
                    balance.inTransit(),
                    balance.owed());
        }
    }

    /** A statement; all amounts are in minor units of its currency, and movements go up or down. */
    @Schema(name = "SellerStatement")
    record StatementView(
            UUID sellerId,
            String currency,
            Instant from,
            Instant to,
            PositionView opening,
            List<MovementView> movements,
            PositionView closing) {
        static StatementView of(Statement statement, Texts texts) {
            return new StatementView(
                    statement.sellerId(),
                    statement.currency().getCurrencyCode(),
                    statement.from(),
                    statement.to(),
                    PositionView.of(statement.opening()),
                    statement.movements().stream()
                            .map(movement -> MovementView.of(movement, texts))
                            .toList(),
                    PositionView.of(statement.closing()));
        }
    }

    /** What a seller had at one moment. */
    @Schema(name = "SellerPosition")
    record PositionView(long payableMinor, long reservedMinor, long inTransitMinor, long owedMinor, long netMinor) {
        static PositionView of(Statement.Position position) {
            return new PositionView(
                    position.payable(), position.reserved(), position.inTransit(), position.owed(), position.net());
        }
    }

    /** What one entry changed, why, and what the seller had afterwards. */
    @Schema(name = "SellerMovement")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MovementView(
            UUID entryId,
            Instant at,
            @Nullable UUID orderId,
            Fact fact,
            Map<String, String> reason,
            long payableMinor,
            long reservedMinor,
            long inTransitMinor,
            long owedMinor,
            long netMinor,
            PositionView after) {
        static MovementView of(Statement.Movement movement, Texts texts) {
            var entry = movement.entry();
            var change = entry.change();
            return new MovementView(
                    entry.entryId(),
                    entry.at(),
                    entry.orderId(),
                    entry.fact(),
                    inBoth(texts, reasonKey(entry.fact()), Map.of()),
                    change.payable(),
                    change.reserved(),
                    change.inTransit(),
                    change.owed(),
                    change.net(),
                    PositionView.of(movement.after()));
        }
    }

    /** The key of the sentence that says why a fact moved a seller's money. */
    static String reasonKey(Fact fact) {
        return "statement." + fact;
    }

    /** A sentence in both languages, by their tags. */
    static Map<String, String> inBoth(Texts texts, String key, Map<String, ?> arguments) {
        return Arrays.stream(Language.values())
                .collect(Collectors.toMap(Language::tag, language -> texts.say(language, key, arguments)));
    }
}
