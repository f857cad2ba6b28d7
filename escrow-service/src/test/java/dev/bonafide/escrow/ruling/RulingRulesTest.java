package dev.bonafide.escrow.ruling;

import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.LAST;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static dev.bonafide.escrow.order.OrderSamples.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Refusal;
import dev.bonafide.escrow.ruling.RulingMoney.Refused;
import dev.bonafide.escrow.ruling.RulingMoney.Settled;
import dev.bonafide.escrow.ruling.RulingRules.Decision;
import dev.bonafide.escrow.ruling.RulingRules.Move;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingRulesTest {
    private static final Money HELD = Money.cny(300_000);
    private static final Hold HOLD = Hold.of(TERMS);
    private static final Indemnity NOTHING_DRAWN = drawn(Map.of());

    @ParameterizedTest
    @CsvSource({
        // drawn before by, how much, the ruling: buyer, seller, platform, or the refusal
        "         ,       0, BUYER,             300000,      0,      0, ",
        "         ,       0, SELLER,                 0, 300000,      0, ",
        "         ,       0, 100000:200000:0,   100000, 200000,      0, ",
        "         ,       0, 100000:150000:50000, 100000, 150000, 50000, ",
        "         ,       0, 100000:200001:0,        0,      0,      0, HELD_DIFFERS",
        "ADVANCE,   100000, BUYER,             200000, 100000,      0, ",
        "ADVANCE,   300000, BUYER,                  0, 300000,      0, ",
        "CHARGEBACK,100000, BUYER,             200000,      0, 100000, ",
        "INSURER,   100000, BUYER,             200000, 100000,      0, ",
        "INSURER,   300000, BUYER,                  0,      0,      0, ALREADY_INDEMNIFIED",
        "WARRANTY,  300000, BUYER,                  0,      0,      0, ALREADY_INDEMNIFIED",
        "INSURER,   300000, SELLER,                 0, 300000,      0, ",
        "INSURER,   250000, 50000:250000:0,     50000, 250000,      0, ",
        "INSURER,   250001, 50000:250000:0,         0,      0,      0, ALREADY_INDEMNIFIED",
    })
    @DisplayName("AS-18: legs are what is held, and the buyer's what nobody has made good")
    void fixingWhatIsHeld(
            @Nullable Source by,
            long minor,
            String outcome,
            long buyer,
            long seller,
            long platform,
            @Nullable Refusal refusal) {
        var indemnity = by == null ? NOTHING_DRAWN : drawn(Map.of(by, Money.cny(minor)));
        var money = done(RulingRules.fix(null, ask(1, outcome(outcome)), DISPUTED, HOLD, indemnity, null));
        if (refusal == null) {
            assertThat(money).isEqualTo(new Fixed(ask(1, outcome(outcome)), HELD, legs(buyer, seller, platform)));
        } else {
            assertThat(money).isEqualTo(new Refused(ask(1, outcome(outcome)), HELD, indemnity.left(), refusal, by));
        }
    }

    @Test
    void aRulingThatCountsOtherwiseIsToldWhatIsHeld() {
        var ask = new Ask(RULING, DISPUTE, ORDER, 1, new Ruling.ForBuyer(), Money.cny(299_999));
        var money = done(RulingRules.fix(null, ask, DISPUTED, HOLD, NOTHING_DRAWN, null));
        assertThat(money).isEqualTo(new Refused(ask, HELD, HELD, Refusal.HELD_DIFFERS, null));
    }

    @Test
    @DisplayName(
            "E-11: a ruling about an order of which a milestone was released divides the rest, at first and in an appeal")
    void aRulingAboutMilestones() {
        var frozen = LAST.freeze(DISPUTE, NOON);
        var rest = frozen.before().held();
        var ask = ask(1, new Ruling.ForBuyer());
        var fixed = done(RulingRules.fix(null, ask, frozen, rest, NOTHING_DRAWN.about(rest.total()), null));
        assertThat(fixed).isEqualTo(new Fixed(ask, Money.cny(200_000), legs(200_000, 0, 0)));
        var whole = ask(1, new Ruling.Split(legs(100_000, 200_000, 0)));
        assertThat(done(RulingRules.fix(null, whole, frozen, rest, NOTHING_DRAWN, null)))
                .isEqualTo(new Refused(whole, Money.cny(200_000), HELD, Refusal.HELD_DIFFERS, null));
        var counted = new Ask(RULING, DISPUTE, ORDER, 1, new Ruling.ForBuyer(), Money.cny(200_000));
        assertThat(done(RulingRules.fix(null, counted, frozen, rest, NOTHING_DRAWN, null)))
                .isInstanceOf(Fixed.class);

        var first = new Settled(
                new Ask(OTHER, DISPUTE, ORDER, 1, new Ruling.ForBuyer(), null),
                rest.total(),
                legs(200_000, 0, 0),
                legs(200_000, 0, 0),
                List.of());
        var appeal = ask(1, new Ruling.ForSeller());
        var corrected = done(RulingRules.fix(null, appeal, ruled(frozen, OTHER), rest, NOTHING_DRAWN, first));
        assertThat(corrected).isEqualTo(new Fixed(appeal, Money.cny(0), legs(0, 200_000, 0)));
        assertThat(Correction.of(rest, Given.onTheTerms(rest, first.legs()), legs(0, 200_000, 0), HELD))
                .isEqualTo(new Correction(Money.cny(0), Money.cny(0), Money.cny(198_800)));
    }

    private static Order ruled(Order.Disputed frozen, UUID ruling) {
        var command = new OrderCommand.CarryOutRuling(DISPUTE, ruling, new Ruling.ForBuyer());
        return ((Moved) OrderRules.decide(frozen, command, NOON)).to();
    }

    @Test
    void whatIsNotFrozenForThisDisputeIsNotFixed() {
        var ask = ask(1, new Ruling.ForBuyer());
        for (Order order : List.of(FUNDED, INSPECTION, RELEASED, REFUNDED)) {
            assertThat(refusal(RulingRules.fix(null, ask, order, HOLD, NOTHING_DRAWN, null)))
                    .isEqualTo(Refusal.NOT_FROZEN);
        }
        var other = new Ask(RULING, OTHER, ORDER, 1, new Ruling.ForBuyer(), null);
        assertThat(refusal(RulingRules.fix(null, other, DISPUTED, HOLD, NOTHING_DRAWN, null)))
                .isEqualTo(Refusal.OTHER_DISPUTE);
        var elsewhere = new Fixed(ask(1, new Ruling.ForSeller()), HELD, legs(0, 300_000, 0));
        assertThat(refusal(RulingRules.fix(null, ask, DISPUTED, HOLD, NOTHING_DRAWN, elsewhere)))
                .isEqualTo(Refusal.OTHER_RULING);
    }

    @Test
    @DisplayName("X-1: the same step again is answered again, and only a later plan is decided anew")
    void theSameStepAgain() {
        var ask = ask(1, new Ruling.ForBuyer());
        var fixed = new Fixed(ask, HELD, legs(300_000, 0, 0));
        var refused = new Refused(ask, HELD, HELD, Refusal.HELD_DIFFERS, null);
        var settled = settled(ask, legs(300_000, 0, 0));
        for (RulingMoney known : List.of(fixed, refused, settled)) {
            assertThat(RulingRules.fix(known, ask, DISPUTED, HOLD, NOTHING_DRAWN, null))
                    .isEqualTo(new Decision.Already(known));
        }
        var next = ask(2, new Ruling.ForSeller());
        for (RulingMoney known : List.of(fixed, refused)) {
            assertThat(done(RulingRules.fix(known, next, DISPUTED, HOLD, NOTHING_DRAWN, null)))
                    .isEqualTo(new Fixed(next, HELD, legs(0, 300_000, 0)));
        }
        assertThat(RulingRules.fix(settled, next, REFUNDED, HOLD, NOTHING_DRAWN, null))
                .isEqualTo(new Decision.Already(settled));

        assertThat(RulingRules.move(settled, REFUNDED, HOLD, null)).isEqualTo(new Move.Already(settled));
        assertThat(RulingRules.move(fixed, DISPUTED, HOLD, null)).isEqualTo(new Move.EndOrder(fixed));
        assertThat(RulingRules.move(refused, DISPUTED, HOLD, null)).isEqualTo(new Move.NotFixed());
        assertThat(RulingRules.move(null, DISPUTED, HOLD, null)).isEqualTo(new Move.NotFixed());
    }

    @Test
    @DisplayName("X-1: what is fixed for one plan the step of another does not move")
    void theStepOfAnotherPlan() {
        var first = ask(1, new Ruling.ForBuyer());
        var next = ask(2, new Ruling.ForSeller());
        var fixed = new Fixed(next, HELD, legs(0, 300_000, 0));
        assertThat(RulingRules.isOfAnotherPlan(fixed, first)).isTrue();
        assertThat(RulingRules.isOfAnotherPlan(fixed, ask(3, new Ruling.ForSeller())))
                .isTrue();
        assertThat(RulingRules.isOfAnotherPlan(fixed, next)).isFalse();
        // What has moved is answered again.
        assertThat(RulingRules.isOfAnotherPlan(settled(next, legs(0, 300_000, 0)), first))
                .isFalse();
    }

    @Test
    @DisplayName("X-1: what is fixed is never refused: where the order has ended without it, nothing is left to move")
    void whatIsFixedIsNeverRefused() {
        var fixed = new Fixed(ask(1, new Ruling.ForBuyer()), HELD, legs(300_000, 0, 0));
        for (Order order : List.of(FUNDED, INSPECTION, RELEASED, REFUNDED)) {
            assertThat(RulingRules.move(fixed, order, HOLD, null)).isEqualTo(new Move.Nothing(fixed));
        }
        var ofAnother =
                new Fixed(new Ask(RULING, OTHER, ORDER, 1, new Ruling.ForBuyer(), null), HELD, legs(300_000, 0, 0));
        assertThat(RulingRules.move(ofAnother, DISPUTED, HOLD, null)).isEqualTo(new Move.Nothing(ofAnother));
    }

    @Test
    @DisplayName("D-11: a ruling after the end makes up the difference to the one that has ended the order")
    void anAppeal() {
        var first = settled(new Ask(OTHER, DISPUTE, ORDER, 1, new Ruling.ForSeller(), null), legs(0, 300_000, 0));
        var appeal = ask(1, new Ruling.ForBuyer());
        var money = done(RulingRules.fix(null, appeal, RELEASED, HOLD, NOTHING_DRAWN, first));
        assertThat(money).isEqualTo(new Fixed(appeal, Money.cny(0), legs(300_000, 0, 0)));
        assertThat(RulingRules.move(money, RELEASED, HOLD, first))
                .isEqualTo(new Move.Correct((Fixed) money, legs(0, 300_000, 0)));
        assertThat(refusal(RulingRules.fix(null, appeal, RELEASED, HOLD, drawn(Map.of(Source.INSURER, HELD)), first)))
                .isEqualTo(Refusal.ALREADY_INDEMNIFIED);
        var stranger = new Ask(UUID.randomUUID(), OTHER, ORDER, 1, new Ruling.ForBuyer(), null);
        assertThat(refusal(RulingRules.fix(null, stranger, RELEASED, HOLD, NOTHING_DRAWN, first)))
                .isEqualTo(Refusal.OTHER_DISPUTE);
    }

    /** The seller's fee of 0.6 % follows the seller's leg; the platform gives back what it has kept. */
    @ParameterizedTest
    @CsvSource({
        // before, after, left: to the buyer, from the seller, to the seller
        "0:300000:0,      300000:0:0,      300000, 300000, 298200,      0",
        "300000:0:0,      0:300000:0,           0,      0,      0, 298200",
        "0:300000:0,      100000:200000:0, 300000, 100000,  99400,      0",
        "100000:200000:0, 300000:0:0,      200000, 200000, 198800,      0",
        "100000:200000:0, 100000:200000:0, 200000,      0,      0,      0",
        "0:300000:0,      300000:0:0,       50000,  50000,  50000,      0",
        "0:300000:0,      300000:0:0,           0,      0,      0,      0",
    })
    void theDifferenceOfTwoRulings(
            String before, String after, long left, long toBuyer, long fromSeller, long toSeller) {
        var given = Given.onTheTerms(Hold.of(TERMS), legs(before));
        assertThat(Correction.of(Hold.of(TERMS), given, legs(after), Money.cny(left)))
                .isEqualTo(new Correction(Money.cny(toBuyer), Money.cny(fromSeller), Money.cny(toSeller)));
    }

    private static Settled settled(Ask ask, Legs legs) {
        return new Settled(ask, HELD, legs, legs, List.of());
    }

    private static Ask ask(int version, Ruling outcome) {
        return new Ask(RULING, DISPUTE, ORDER, version, outcome, null);
    }

    private static Indemnity drawn(Map<Source, Money> drawn) {
        return new Indemnity(HELD, drawn);
    }

    private static Ruling outcome(String text) {
        return switch (text) {
            case "BUYER" -> new Ruling.ForBuyer();
            case "SELLER" -> new Ruling.ForSeller();
            default -> new Ruling.Split(legs(text));
        };
    }

    private static Legs legs(String text) {
        var amounts = text.split(":", -1);
        return legs(Long.parseLong(amounts[0]), Long.parseLong(amounts[1]), Long.parseLong(amounts[2]));
    }

    private static Legs legs(long buyer, long seller, long platform) {
        return new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform));
    }

    private static RulingMoney done(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Done.class);
        return ((Decision.Done) decision).to();
    }

    private static Refusal refusal(Decision decision) {
        assertThat(done(decision)).isInstanceOf(Refused.class);
        return ((Refused) done(decision)).refusal();
    }
}
