package dev.bonafide.escrow.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID SELLER = new UUID(0, 2);

    /** E-7: the README's table is the specification of what each fact books. */
    @Test
    void everyFactIsBookedAsTheReadmeSays() {
        var documented = Readme.table("### What each fact books").stream()
                .map(row -> List.of(row.get(0), row.get(1), row.get(2)))
                .toList();
        var coded = Arrays.stream(Fact.values())
                .map(fact -> List.of(fact.name(), lines(fact, Side.DEBIT), lines(fact, Side.CREDIT)))
                .toList();
        assertThat(documented).isEqualTo(coded);
    }

    /** E-7: debits equal credits, every line is posted, and the same fact about the same thing has the same key. */
    @ParameterizedTest
    @EnumSource(Fact.class)
    void everyFactBooksABalancedEntry(Fact fact) {
        var entry = Fact.book(UUID.randomUUID(), LedgerSamples.occurrence(fact, ORDER, SELLER, ORDER), NOON);
        assertThat(sum(entry, Side.DEBIT)).isEqualTo(sum(entry, Side.CREDIT)).isPositive();
        assertThat(entry.postings()).hasSameSizeAs(fact.lines());
        assertThat(entry.operationKey()).isEqualTo(fact + ":" + ORDER);
    }

    @Test
    void aFeeThatWasWaivedIsNotPosted() {
        var all = Money.cny(300_000);
        var parts = Map.of(Part.TOTAL, all, Part.SELLER, all, Part.FEES, Money.cny(0));
        var entry = Fact.book(UUID.randomUUID(), new Occurrence(Fact.RELEASED, ORDER, SELLER, ORDER, parts), NOON);
        assertThat(entry.postings())
                .containsExactly(
                        new Posting(new Account(AccountKind.ESCROW_LIABILITY, ORDER), Side.DEBIT, all),
                        new Posting(new Account(AccountKind.SELLER_PAYABLE, SELLER), Side.CREDIT, all));
    }

    @Test
    void partsThatDoNotAddUpToTheWholeAreRefused() {
        var parts =
                Map.of(Part.TOTAL, Money.cny(300_000), Part.SELLER, Money.cny(298_200), Part.FEES, Money.cny(1_799));
        var oneFenShort = new Occurrence(Fact.RELEASED, ORDER, SELLER, ORDER, parts);
        assertThatThrownBy(() -> Fact.book(UUID.randomUUID(), oneFenShort, NOON))
                .hasMessageContaining("by 1 CNY");
    }

    @Test
    void aPartThatTheFactHasNoLineForIsRefused() {
        var parts = Map.of(Part.TOTAL, Money.cny(300_000), Part.SELLER, Money.cny(300_000));
        assertThatThrownBy(() -> new Occurrence(Fact.FUNDED, ORDER, SELLER, ORDER, parts))
                .hasMessageContaining("no line for SELLER");
        assertThatThrownBy(() -> new Occurrence(Fact.FUNDED, ORDER, SELLER, ORDER, Map.of()))
                .hasMessageContaining("moves nothing");
    }

    @Test
    void anEntryThatDoesNotBalanceCannotBeMade() {
        var clearing = new Account(AccountKind.PROVIDER_CLEARING, null);
        var revenue = new Account(AccountKind.PLATFORM_REVENUE, null);
        var debit = new Posting(clearing, Side.DEBIT, Money.cny(100));
        assertThatThrownBy(() -> entry(debit, new Posting(revenue, Side.CREDIT, Money.cny(99))))
                .hasMessageContaining("exceed");
        assertThatThrownBy(() -> entry(debit, new Posting(revenue, Side.CREDIT, Money.of(100, "USD"))))
                .hasMessageContaining("one currency");
        assertThatThrownBy(() -> entry(debit)).hasMessageContaining("2 or more");
        assertThatThrownBy(() -> new Posting(clearing, Side.DEBIT, Money.cny(0)))
                .hasMessageContaining("> 0");
        assertThatThrownBy(() -> new Account(AccountKind.SELLER_PAYABLE, null)).hasMessageContaining("SELLER");
        assertThatThrownBy(() -> new Account(AccountKind.PLATFORM_REVENUE, SELLER))
                .hasMessageContaining("PLATFORM");
    }

    @Test
    void anAccountIsKnownByItsCode() {
        for (var account : List.of(
                new Account(AccountKind.PROVIDER_CLEARING, null), new Account(AccountKind.SELLER_PAYABLE, SELLER))) {
            assertThat(Account.of(account.code())).isEqualTo(account);
        }
    }

    @Test
    void theTrialBalanceIsZeroPerCurrencyOrSaysByHowMuchItIsNot() {
        var balanced = TrialBalance.of(List.of(
                new TrialBalance.Line("CNY", AccountKind.PROVIDER_CLEARING, 500, 100),
                new TrialBalance.Line("CNY", AccountKind.ESCROW_LIABILITY, 100, 500)));
        assertThat(balanced.isBalanced()).isTrue();

        var broken = TrialBalance.of(List.of(
                new TrialBalance.Line("CNY", AccountKind.PROVIDER_CLEARING, 500, 0),
                new TrialBalance.Line("USD", AccountKind.ESCROW_LIABILITY, 0, 500)));
        assertThat(broken.isBalanced()).isFalse();
        assertThat(broken.currencies())
                .containsExactly(
                        new TrialBalance.CurrencyTotal("CNY", 500, 0), new TrialBalance.CurrencyTotal("USD", 0, 500));
    }

    private static Entry entry(Posting... postings) {
        return new Entry(UUID.randomUUID(), ORDER, Fact.FUNDED, "key", List.of(postings), NOON);
    }

    private static long sum(Entry entry, Side side) {
        return entry.postings().stream()
                .filter(posting -> posting.side() == side)
                .mapToLong(posting -> posting.amount().amountMinor())
                .sum();
    }

    private static String lines(Fact fact, Side side) {
        return String.join(
                ", ",
                fact.lines().stream()
                        .filter(line -> line.side() == side)
                        .map(line -> line.kind() + " " + line.part())
                        .toList());
    }
}
