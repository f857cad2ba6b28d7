package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the money of a ruling, on topic {@value #TOPIC} under the order's id. A step that is asked for again is
 * answered again, the same.
 */
public sealed interface RulingEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case MoneyFixedV1 _ -> "RulingMoneyFixed.v1";
                    case MoneyRefusedV1 _ -> "RulingMoneyRefused.v1";
                    case SettledV1 _ -> "RulingSettled.v1";
                };
    }

    /** Who has how much of it, before the fees of the seller's leg. */
    record LegsV1(Money buyer, Money seller, Money platform) {
        static LegsV1 of(Legs legs) {
            return new LegsV1(legs.buyer(), legs.seller(), legs.platform());
        }
    }

    /** The money is this ruling's: nobody else can use it. */
    record MoneyFixedV1(
            UUID orderId,
            UUID disputeId,
            UUID rulingId,
            int planVersion,
            @Nullable UUID stepId,
            UUID buyerId,
            UUID sellerId,
            Money held,
            LegsV1 legs,
            Instant at)
            implements RulingEvent {}

    /** It cannot be done so; what is held and what the buyer may still have is said, so that another plan can. */
    record MoneyRefusedV1(
            UUID orderId,
            UUID disputeId,
            UUID rulingId,
            int planVersion,
            @Nullable UUID stepId,
            UUID buyerId,
            UUID sellerId,
            String code,
            Money held,
            Money left,
            @Nullable String by,
            Instant at)
            implements RulingEvent {}

    /**
     * The money has moved, by these entries.
     *
     * @param legs who has how much of it by this ruling and those before it, as the ledger has it
     * @param fixed who was to have how much, where that is something else; null where it is not
     */
    record SettledV1(
            UUID orderId,
            UUID disputeId,
            UUID rulingId,
            int planVersion,
            @Nullable UUID stepId,
            UUID buyerId,
            UUID sellerId,
            LegsV1 legs,
            @Nullable LegsV1 fixed,
            List<UUID> entryIds,
            Instant at)
            implements RulingEvent {}

    /** The answer to a step about the money of a ruling between these two. */
    static RulingEvent of(RulingMoney money, @Nullable UUID step, UUID buyer, UUID seller, Instant at) {
        var ask = money.ask();
        return switch (money) {
            case RulingMoney.Fixed fixed ->
                new MoneyFixedV1(
                        ask.orderId(),
                        ask.disputeId(),
                        ask.rulingId(),
                        ask.planVersion(),
                        step,
                        buyer,
                        seller,
                        fixed.held(),
                        LegsV1.of(fixed.legs()),
                        at);
            case RulingMoney.Refused refused -> {
                var by = refused.by();
                yield new MoneyRefusedV1(
                        ask.orderId(),
                        ask.disputeId(),
                        ask.rulingId(),
                        ask.planVersion(),
                        step,
                        buyer,
                        seller,
                        refused.refusal().name(),
                        refused.held(),
                        refused.left(),
                        by == null ? null : by.name(),
                        at);
            }
            case RulingMoney.Settled settled ->
                new SettledV1(
                        ask.orderId(),
                        ask.disputeId(),
                        ask.rulingId(),
                        ask.planVersion(),
                        step,
                        buyer,
                        seller,
                        LegsV1.of(settled.legs()),
                        settled.fixed().equals(settled.legs()) ? null : LegsV1.of(settled.fixed()),
                        settled.entryIds(),
                        at);
        };
    }
}
