package dev.bonafide.escrow.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.payout.PayoutAccount.Details;
import dev.bonafide.escrow.payout.PayoutRules.Change;
import dev.bonafide.escrow.payout.PayoutRules.Decision.Pay;
import dev.bonafide.escrow.payout.PayoutRules.Decision.Refused;
import dev.bonafide.escrow.payout.PayoutRules.Situation;
import dev.bonafide.escrow.payout.PayoutRules.Word;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-12: whether money may leave, where to, and what a provider's word means. */
class PayoutRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID SELLER = new UUID(0, 1);
    private static final Details BANK = new Details("sandbox", "sbx_bank_1", "6789");
    private static final Details OTHER_BANK = new Details("sandbox", "sbx_bank_2", "1234");
    private static final PayoutPolicy POLICY = new PayoutPolicy(
            "v", Duration.ofHours(72), Duration.ofDays(7), 100, Duration.ofMinutes(15), Duration.ofDays(3));

    @Test
    void whatIsAvailableIsPaidWhollyOrAsAskedFor() {
        var at = new Situation(Money.cny(500), usable(), List.of());
        assertThat(PayoutRules.decide(null, at, POLICY, NOON)).isEqualTo(new Pay(Money.cny(500), usable()));
        assertThat(PayoutRules.decide(Money.cny(100), at, POLICY, NOON)).isEqualTo(new Pay(Money.cny(100), usable()));
        assertThat(PayoutRules.decide(Money.cny(500), at, POLICY, NOON)).isEqualTo(new Pay(Money.cny(500), usable()));
    }

    @Test
    void moreThanIsAvailableOrNextToNothingIsRefused() {
        var at = new Situation(Money.cny(500), usable(), List.of());
        assertThat(PayoutRules.decide(Money.cny(501), at, POLICY, NOON))
                .isEqualTo(new Refused.AboveAvailable(Money.cny(501), Money.cny(500)));
        assertThat(PayoutRules.decide(Money.cny(99), at, POLICY, NOON))
                .isEqualTo(new Refused.BelowMinimum(Money.cny(500), Money.cny(100)));
        var nothing = new Situation(Money.cny(0), usable(), List.of());
        assertThat(PayoutRules.decide(null, nothing, POLICY, NOON))
                .isEqualTo(new Refused.BelowMinimum(Money.cny(0), Money.cny(100)));
    }

    @Test
    void withoutAnAccountOrHeldByRiskNothingLeaves() {
        assertThat(PayoutRules.decide(null, new Situation(Money.cny(500), null, List.of()), POLICY, NOON))
                .isEqualTo(new Refused.NoAccount());
        var holds = List.of(hold());
        assertThat(PayoutRules.decide(null, new Situation(Money.cny(500), usable(), holds), POLICY, NOON))
                .isEqualTo(new Refused.Held(holds));
    }

    /** The exact instant before and at the end of the wait. */
    @Test
    void aNewAccountWaits() {
        var fresh = account(BANK, 1, NOON);
        var at = new Situation(Money.cny(500), fresh, List.of());
        var usableFrom = NOON.plus(Duration.ofHours(72));
        assertThat(PayoutRules.decide(null, at, POLICY, usableFrom.minusNanos(1_000)))
                .isEqualTo(new Refused.AccountIsNew(usableFrom));
        assertThat(PayoutRules.decide(null, at, POLICY, usableFrom)).isEqualTo(new Pay(Money.cny(500), fresh));
    }

    @Test
    void aFirstAccountNeedsNoVersionAndAnotherNeedsTheLastOne() {
        assertThat(change(null, BANK, null, null)).isEqualTo(new Change.To(account(BANK, 1, NOON)));
        assertThat(change(null, BANK, null, 1L)).isEqualTo(new Change.Stale(0));
        assertThat(change(usable(), OTHER_BANK, null, null)).isEqualTo(new Change.VersionMissing(1));
        assertThat(change(usable(), OTHER_BANK, null, 2L)).isEqualTo(new Change.Stale(1));
        assertThat(change(usable(), OTHER_BANK, null, 1L)).isEqualTo(new Change.To(account(OTHER_BANK, 2, NOON)));
    }

    @Test
    void theSameAccountAgainStartsNoNewWait() {
        assertThat(change(usable(), BANK, null, 1L)).isEqualTo(new Change.Same(usable()));
    }

    @Test
    void whileAPayoutIsUnderWayTheAccountStays() {
        var payout = UUID.randomUUID();
        assertThat(change(usable(), OTHER_BANK, payout, 1L)).isEqualTo(new Change.PayoutUnderWay(payout));
        assertThat(change(usable(), BANK, payout, 1L)).isEqualTo(new Change.Same(usable()));
    }

    @ParameterizedTest(name = "said of one that is {0}: paid {1}, paid another amount {2}, failed {3}")
    @CsvSource({
        "ASKED, ENDS, CONTRADICTS, ENDS",
        "SETTLED, KNOWN, KNOWN, CONTRADICTS",
        "FAILED, CONTRADICTS, CONTRADICTS, KNOWN"
    })
    void aWordEndsAPayoutOnceAndIsNeverTakenBackBySilence(Payout.Status status, Word paid, Word other, Word failed) {
        assertThat(PayoutRules.paid(payout(status), Money.cny(500))).isEqualTo(paid);
        assertThat(PayoutRules.paid(payout(status), Money.cny(499))).isEqualTo(other);
        assertThat(PayoutRules.failed(payout(status))).isEqualTo(failed);
    }

    @Test
    void aSilentProviderIsAskedAtGrowingPausesAndAPersonIsToldInTime() {
        assertThat(POLICY.nextInquiry(NOON, NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        var anHour = NOON.plus(Duration.ofHours(1));
        assertThat(POLICY.nextInquiry(NOON, anHour)).isEqualTo(anHour.plus(Duration.ofHours(1)));
        var aMonth = NOON.plus(Duration.ofDays(30));
        assertThat(POLICY.nextInquiry(NOON, aMonth)).isEqualTo(aMonth.plus(Duration.ofDays(1)));
        assertThat(POLICY.isAlarming(NOON, NOON.plus(Duration.ofDays(3)).minusMillis(1)))
                .isFalse();
        assertThat(POLICY.isAlarming(NOON, NOON.plus(Duration.ofDays(3)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"6222021234567890128", "6222-0212-3456", "DE89370400440532013000", "gb29 NWBK 6016 1331 9268 19"
            })
    void aBankAccountIsNotAToken(String token) {
        assertThat(new Details("sandbox", token, "6789").areBankDetails()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sbx_bank_1", "ba_1NQa2b3C4d5E6f7G", "sbx_bank_1#late:PT20M", "2088102146225135-alias"})
    void aTokenIsNoBankAccount(String token) {
        assertThat(new Details("sandbox", token, "6789").areBankDetails()).isFalse();
    }

    @Test
    void aPolicyThatNeverPaysIsRefused() {
        assertThatThrownBy(() -> new PayoutPolicy(
                        "v", Duration.ZERO, Duration.ZERO, 100, Duration.ofMinutes(15), Duration.ofDays(3)))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new PayoutPolicy(
                        "v", Duration.ZERO, Duration.ofDays(1), 0, Duration.ofMinutes(15), Duration.ofDays(3)))
                .hasMessageContaining("minimumMinor");
    }

    private static Change change(
            @Nullable PayoutAccount present, Details wanted, @Nullable UUID underWay, @Nullable Long expected) {
        return PayoutRules.change(SELLER, present, wanted, underWay, expected, POLICY, NOON);
    }

    private static PayoutAccount usable() {
        return account(BANK, 1, NOON.minus(Duration.ofDays(30)));
    }

    private static PayoutAccount account(Details details, long version, Instant changedAt) {
        return new PayoutAccount(
                SELLER,
                details.provider(),
                details.token(),
                details.last4(),
                version,
                changedAt,
                changedAt.plus(Duration.ofHours(72)));
    }

    private static Payout payout(Payout.Status status) {
        return new Payout(
                UUID.randomUUID(),
                SELLER,
                Money.cny(500),
                "sandbox",
                "sbx_bank_1",
                "6789",
                1,
                Payout.BegunBy.SELLER,
                status,
                null,
                status == Payout.Status.FAILED ? "ACCOUNT_CLOSED" : null,
                NOON,
                status == Payout.Status.ASKED ? null : NOON);
    }

    private static PayoutHold hold() {
        return new PayoutHold(
                UUID.randomUUID(),
                SELLER,
                "PAYOUT",
                NOON,
                NOON.plus(Duration.ofDays(7)),
                UUID.randomUUID(),
                "structuring",
                "2026-11",
                true,
                "risk.structuring",
                Map.of("payments", "9"),
                NOON.plus(Duration.ofDays(30)),
                UUID.randomUUID());
    }
}
