package dev.bonafide.escrow.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.chargeback.ChargebackRules.Bearer;
import dev.bonafide.escrow.chargeback.ChargebackRules.Cover;
import dev.bonafide.escrow.chargeback.ChargebackRules.Waiting;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.OrderSamples;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargebackRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    /** E-13: before the bank's deadline, with a margin; never after it because of the margin. */
    @ParameterizedTest
    @CsvSource({"P7D, P5D", "PT49H, PT1H", "PT48H, PT0S", "PT1H, PT0S"})
    void theBankIsAnsweredInTime(Duration left, Duration wait) {
        assertThat(ChargebackRules.contestAt(NOW, NOW.plus(left), Duration.ofHours(48)))
                .isEqualTo(NOW.plus(wait));
    }

    /** E-13: what the buyer was to have anyway, the bank has given; to the cent. */
    @Test
    void aLossIsUsedForRefundsThatWait() {
        assertThat(cover(300)).isEqualTo(new Cover(List.of(), null, Money.cny(300)));
        assertThat(cover(300, 300)).isEqualTo(new Cover(List.of(FIRST), null, Money.cny(0)));
        assertThat(cover(300, 100)).isEqualTo(new Cover(List.of(FIRST), null, Money.cny(200)));
        assertThat(cover(300, 100, 200)).isEqualTo(new Cover(List.of(FIRST, SECOND), null, Money.cny(0)));
        assertThat(cover(300, 301)).isEqualTo(new Cover(List.of(), new Waiting(FIRST, Money.cny(300)), Money.cny(0)));
        assertThat(cover(300, 299, 2))
                .isEqualTo(new Cover(List.of(FIRST), new Waiting(SECOND, Money.cny(1)), Money.cny(0)));
    }

    /** E-13: the right account. */
    @ParameterizedTest(name = "{0}, earned {1}, delivered {2}: {3}")
    @CsvSource({
        "NOT_RECEIVED, true,  true,  SELLER",
        "NOT_RECEIVED, true,  false, SELLER",
        "FRAUDULENT,   true,  true,  PLATFORM",
        "FRAUDULENT,   true,  false, SELLER",
        "NOT_RECEIVED, false, true,  PLATFORM",
        "FRAUDULENT,   false, false, PLATFORM"
    })
    void whoBearsTheRest(String reason, boolean earned, boolean delivered, Bearer bearer) {
        assertThat(ChargebackRules.bearer(reason, earned, delivered, Set.of("FRAUDULENT")))
                .isEqualTo(bearer);
    }

    /** E-11: what is still held has brought its seller nothing; what milestones have brought is lost as after a release. */
    @ParameterizedTest(name = "{0}, a loss of {1}: {2} of it is about what was released")
    @CsvSource({
        "FUNDED,     300000, 0",
        "BEGUN,      300000, 0",
        "LAST,       300000, 100000",
        "LAST,       250000, 50000",
        "LAST,       200000, 0",
        "FROZEN,     300000, 100000",
        "FOR_BUYER,  100000, 100000",
        "FOR_BUYER,  300000, 100000",
        "FOR_SELLER, 300000, 300000",
        "RELEASED,   300000, 300000",
        "SPLIT,      200000, 200000",
        "SPLIT,      150000, 150000",
        "REFUNDED,   300000, 0"
    })
    void whatOfALossIsAboutWhatWasReleased(String where, long loss, long released) {
        var order = switch (where) {
            case "FUNDED" -> OrderSamples.FUNDED;
            case "BEGUN" -> OrderSamples.BEGUN;
            case "LAST" -> OrderSamples.LAST;
            case "FROZEN" -> frozen(OrderSamples.LAST);
            case "FOR_BUYER" -> ruled(new Ruling.ForBuyer());
            case "FOR_SELLER" -> ruled(new Ruling.ForSeller());
            case "RELEASED" -> OrderSamples.RELEASED;
            case "SPLIT" -> split();
            default -> OrderSamples.REFUNDED;
        };
        assertThat(ChargebackRules.ofTheReleased(order, Money.cny(loss))).isEqualTo(Money.cny(released));
    }

    /** E-13: a sale that was released is worth nothing in the end; of one that was divided each gives back what it got. */
    @ParameterizedTest(name = "{0}, a loss of {1}, the seller has {2}: the seller bears {3}")
    @CsvSource({
        "RELEASED, 300000, 298200, 300000",
        "SPLIT,    200000, 198800, 198800",
        "SPLIT,    150000, 198800, 150000",
        "SPLIT,    200000, 0,      0",
        "PARTS,    100000, 99400,  100000"
    })
    void whatOfALossTheSellerBears(String where, long loss, long got, long bears) {
        var order = switch (where) {
            case "RELEASED" -> OrderSamples.RELEASED;
            case "SPLIT" -> split();
            default -> ruled(new Ruling.ForBuyer());
        };
        assertThat(ChargebackRules.ofTheSeller(order, Money.cny(loss), Money.cny(got)))
                .isEqualTo(Money.cny(bears));
    }

    private static Order split() {
        var ruling = new CarryOutRuling(
                OrderSamples.DISPUTE,
                OrderSamples.RULING,
                new Ruling.Split(new Legs(Money.cny(100_000), Money.cny(200_000), Money.cny(0))));
        return ((Moved) OrderRules.decide(OrderSamples.DISPUTED, ruling, OrderSamples.NOON)).to();
    }

    private static Order ruled(Ruling outcome) {
        var ruling = new CarryOutRuling(OrderSamples.DISPUTE, OrderSamples.RULING, outcome);
        return ((Moved) OrderRules.decide(frozen(OrderSamples.LAST), ruling, OrderSamples.NOON)).to();
    }

    private static Order frozen(Order order) {
        var freeze = new Freeze(OrderSamples.DISPUTE, OrderSamples.NOON.minusMillis(1));
        return ((Moved) OrderRules.decide(order, freeze, OrderSamples.NOON)).to();
    }

    private static Cover cover(long loss, long... waiting) {
        var ids = List.of(FIRST, SECOND);
        return ChargebackRules.cover(
                Money.cny(loss),
                IntStream.range(0, waiting.length)
                        .mapToObj(i -> new Waiting(ids.get(i), Money.cny(waiting[i])))
                        .toList());
    }
}
