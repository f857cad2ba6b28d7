package dev.bonafide.escrow.earning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.earning.EarningEffect.Makes;
import dev.bonafide.escrow.earning.EarningEffect.Repays;
import dev.bonafide.escrow.earning.EarningEffect.Uses;
import dev.bonafide.escrow.earning.EarningPolicy.Conditions;
import dev.bonafide.escrow.earning.Receivable.Favour;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** E-12: what sellers have, when they have it, and what is taken from it first. */
class EarningRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID SELLER = new UUID(0, 1);
    private static final UUID ORDER = new UUID(0, 2);
    private static final Money NOTHING = Money.cny(0);

    /** The README's table is the specification of what each fact does to lots and receivables. */
    @Test
    void everyFactHasTheEffectTheReadmeSays() {
        var documented = Readme.table("### What each fact does to a seller's lots").stream()
                .map(row -> row.subList(0, 4))
                .toList();
        var coded = Arrays.stream(Fact.values())
                .filter(EarningRulesTest::touchesSellers)
                .map(fact -> {
                    var effect = EarningEffect.of(fact);
                    return List.of(fact.name(), shown(effect.makes()), shown(effect.uses()), shown(effect.repays()));
                })
                .toList();
        assertThat(documented).isEqualTo(coded);
    }

    @ParameterizedTest
    @EnumSource(Fact.class)
    void aFactHasAnEffectExactlyWhereItMovesASellersMoney(Fact fact) {
        var effect = EarningEffect.of(fact);
        assertThat(effect.makes() != Makes.NONE).isEqualTo(moves(fact, Side.CREDIT, AccountKind.Guard.LOTS));
        assertThat(effect.uses() != Uses.NONE).isEqualTo(moves(fact, Side.DEBIT, AccountKind.Guard.LOTS));
        assertThat(effect.repays() != Repays.NONE)
                .isEqualTo(fact.lines().stream()
                        .anyMatch(line -> line.kind() == AccountKind.SELLER_RECEIVABLE && line.side() == Side.CREDIT));
    }

    @ParameterizedTest(name = "level {0}, identity asks for {1} days: paid out after {2} days, {3} kept for {4} days")
    @CsvSource({
        "L0, 0, 14, 200, 60",
        "L1, 7, 7, 100, 30",
        "L1, 11, 11, 100, 30",
        "L2, 3, 3, 50, 14",
        "L3, 1, 1, 0, 7",
        "L3, 0, 1, 0, 7",
        "L3, 90, 90, 0, 90"
    })
    void theLevelAndTheLongerDelayCount(SellerLevel level, int identityDays, int days, long kept, int keptDays) {
        var conditions = policy().conditionsFor(new Standing(level, Duration.ofDays(identityDays), "v"));
        assertThat(conditions.payoutDelay()).isEqualTo(Duration.ofDays(days));
        assertThat(conditions.reserveOf(Money.cny(1_000))).isEqualTo(Money.cny(kept));
        assertThat(conditions.reserveFor()).isEqualTo(Duration.ofDays(keptDays));
    }

    @Test
    void aSellerNobodyHasToldUsOfHasTheMostCarefulConditions() {
        var conditions = policy().conditionsFor(Standing.UNKNOWN);
        assertThat(policy().levels().values()).allSatisfy(known -> {
            assertThat(conditions.payoutDelay()).isGreaterThanOrEqualTo(known.payoutDelay());
            assertThat(conditions.reserveBasisPoints()).isGreaterThanOrEqualTo(known.reserveBasisPoints());
            assertThat(conditions.reserveFor()).isGreaterThanOrEqualTo(known.reserveFor());
        });
    }

    @Test
    void nobodyIsPaidOutWithinADayAndAReserveDoesNotEndBeforeTheRestIsPaidOut() {
        assertThatThrownBy(() -> new Conditions(Duration.ofHours(23), 0, Duration.ofDays(1)))
                .hasMessageContaining("at least PT24H");
        assertThatThrownBy(() -> new Conditions(Duration.ofDays(7), 1_000, Duration.ofDays(6)))
                .hasMessageContaining("reserveFor");
        assertThatThrownBy(() -> new Conditions(Duration.ofDays(7), 10_001, Duration.ofDays(7)))
                .hasMessageContaining("reserveBasisPoints");
        assertThatThrownBy(() -> new EarningPolicy("v", Map.of())).hasMessageContaining("L0");
    }

    @Test
    void aSaleIsDividedToTheFenAndOnlyOnce() {
        var sale = released(Money.cny(298_201), Money.cny(1_799));
        var divided = Division.divide(sale, conditions(SellerLevel.L1));
        assertThat(divided.part(Part.SELLER)).isEqualTo(Money.cny(268_380));
        assertThat(divided.part(Part.RESERVE)).isEqualTo(Money.cny(29_821));
        assertThat(divided.part(Part.FEES)).isEqualTo(Money.cny(1_799));
        assertThat(Division.isOfASale(sale)).isTrue();
        assertThatThrownBy(() -> Division.divide(divided, conditions(SellerLevel.L1)))
                .hasMessageContaining("divided");
    }

    @ParameterizedTest(name = "{0} of a sale with {1}+{2}, others with {3}+{4}: {5} payable, {6} reserve, {7} owed")
    @CsvSource({
        "100, 100, 10, 50, 5, 100, 0, 0",
        "110, 100, 10, 50, 5, 100, 10, 0",
        "120, 100, 10, 50, 5, 110, 10, 0",
        "162, 100, 10, 50, 5, 150, 12, 0",
        "165, 100, 10, 50, 5, 150, 15, 0",
        "166, 100, 10, 50, 5, 150, 15, 1",
        "100, 0, 0, 0, 0, 0, 0, 100"
    })
    void aClaimIsTakenFromItsSaleThenFromWhatIsPayableThenFromTheReserve(
            long amount, long own, long ownKept, long other, long otherKept, long payable, long reserve, long owed) {
        var cover = Cover.of(
                Money.cny(amount),
                new Cover.Sources(Money.cny(own), Money.cny(ownKept), Money.cny(other), Money.cny(otherKept)));
        assertThat(cover).isEqualTo(new Cover(Money.cny(payable), Money.cny(reserve), Money.cny(owed)));
        assertThat(cover.parts().values()).allMatch(Money::isPositive);
        assertThat(cover.covered().plus(cover.receivable())).isEqualTo(Money.cny(amount));
    }

    /** AS-9 in small: the oldest first, to the cent, from what is payable before what is kept. */
    @Test
    void whatIsOwedIsRepaidOldestFirst() {
        var first = owed(1, Favour.PLATFORM, 100);
        var second = owed(2, Favour.POOL, 50);
        var third = owed(3, Favour.PLATFORM, 10);
        var all = List.of(first, second, third);

        assertThat(Recovery.plan(all, Money.cny(120), Money.cny(12)))
                .containsExactly(
                        new Recovery(first, Money.cny(100), NOTHING),
                        new Recovery(second, Money.cny(20), Money.cny(12)));
        assertThat(Recovery.plan(all, Money.cny(159), Money.cny(12)))
                .containsExactly(
                        new Recovery(first, Money.cny(100), NOTHING),
                        new Recovery(second, Money.cny(50), NOTHING),
                        new Recovery(third, Money.cny(9), Money.cny(1)));
        assertThat(Recovery.plan(all, NOTHING, NOTHING)).isEmpty();
        assertThat(Recovery.plan(List.of(), Money.cny(1), Money.cny(1))).isEmpty();
        assertThat(new Recovery(second, Money.cny(20), Money.cny(12)).openAfter())
                .isEqualTo(Money.cny(18));
    }

    @Test
    void aRepaymentGoesToWhomItIsOwed() {
        assertThat(new Recovery(owed(1, Favour.POOL, 100), Money.cny(60), Money.cny(40))
                        .occurrence(ORDER)
                        .fact())
                .isEqualTo(Fact.ADVANCE_RECOVERED);
        assertThat(Favour.of(Fact.ADVANCE_CLAIMED)).isEqualTo(Favour.POOL);
        assertThat(Favour.of(Fact.CLAWED_BACK)).isEqualTo(Favour.PLATFORM);
        assertThat(Favour.of(Fact.CHARGEBACK_LOST)).isEqualTo(Favour.PLATFORM);
    }

    @Test
    void lotsAreUsedInTheirOrderAndTheLastOneInPart() {
        var open = List.of(portion(1, 30), portion(2, 20), portion(3, 50));
        assertThat(Portion.upTo(open, Money.cny(45))).containsExactly(portion(1, 30), portion(2, 15));
        assertThat(Portion.upTo(open, Money.cny(500))).isEqualTo(open);
        assertThat(Portion.upTo(open, NOTHING)).isEmpty();
    }

    @Test
    void aStatementAddsUpAndNeverGoesBelowNothing() {
        var opening = new Statement.Position(10, 0, 0, 0);
        var entries = List.of(
                entry(Fact.RELEASED, new Statement.Change(90, 10, 0, 0)),
                entry(Fact.PAYOUT_HELD, new Statement.Change(-100, 0, 100, 0)),
                entry(Fact.ADVANCE_CLAIMED, new Statement.Change(0, 0, 0, 40)),
                entry(Fact.PAYOUT_POSTED, new Statement.Change(0, 0, -100, 0)));
        var statement = Statement.of(SELLER, Currency.getInstance("CNY"), NOON, NOON.plusSeconds(9), opening, entries);
        assertThat(statement.closing()).isEqualTo(new Statement.Position(0, 10, 0, 40));
        assertThat(statement.closing().net()).isEqualTo(-30);
        assertThat(statement.movements().getLast().after()).isEqualTo(statement.closing());

        var impossible = List.of(entry(Fact.PAYOUT_HELD, new Statement.Change(-11, 0, 11, 0)));
        assertThatThrownBy(() -> Statement.of(
                        SELLER, Currency.getInstance("CNY"), NOON, NOON.plusSeconds(9), opening, impossible))
                .hasMessageContaining("-1 payable");
    }

    private static Statement.Entry entry(Fact fact, Statement.Change change) {
        return new Statement.Entry(UUID.randomUUID(), NOON, ORDER, fact, change);
    }

    private static Occurrence released(Money seller, Money fees) {
        return new Occurrence(
                Fact.RELEASED,
                ORDER,
                SELLER,
                ORDER,
                Map.of(Part.TOTAL, seller.plus(fees), Part.SELLER, seller, Part.FEES, fees));
    }

    private static Receivable owed(long number, Favour favour, long open) {
        return new Receivable(
                new UUID(9, number),
                SELLER,
                ORDER,
                favour,
                Fact.CLAWED_BACK,
                new UUID(8, number),
                Money.cny(100),
                Money.cny(open),
                NOON.plusSeconds(number));
    }

    private static Portion portion(long number, long amount) {
        return new Portion(new UUID(7, number), Money.cny(amount));
    }

    private static Conditions conditions(SellerLevel level) {
        return policy().conditionsFor(new Standing(level, Duration.ZERO, "v"));
    }

    private static EarningPolicy policy() {
        var levels = new EnumMap<SellerLevel, Conditions>(SellerLevel.class);
        levels.put(SellerLevel.L0, new Conditions(Duration.ofDays(14), 2_000, Duration.ofDays(60)));
        levels.put(SellerLevel.L1, new Conditions(Duration.ofDays(7), 1_000, Duration.ofDays(30)));
        levels.put(SellerLevel.L2, new Conditions(Duration.ofDays(3), 500, Duration.ofDays(14)));
        levels.put(SellerLevel.L3, new Conditions(Duration.ofDays(1), 0, Duration.ofDays(7)));
        return new EarningPolicy("v", levels);
    }

    private static boolean touchesSellers(Fact fact) {
        return moves(fact, Side.CREDIT, AccountKind.Guard.LOTS)
                || moves(fact, Side.DEBIT, AccountKind.Guard.LOTS)
                || fact.lines().stream().anyMatch(line -> line.kind() == AccountKind.SELLER_RECEIVABLE);
    }

    private static boolean moves(Fact fact, Side side, AccountKind.Guard guard) {
        return fact.lines().stream()
                .anyMatch(line -> line.side() == side && line.kind().guard() == guard);
    }

    private static String shown(Enum<?> effect) {
        return effect.name().equals("NONE") ? "–" : effect.name();
    }
}
