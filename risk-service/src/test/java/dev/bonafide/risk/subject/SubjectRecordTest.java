package dev.bonafide.risk.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.SubjectKey;
import dev.bonafide.risk.fact.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubjectRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final SubjectKey MODEL = SubjectKey.model("phones", "Apple", "iPhone 15", "95", "CNY");

    @Test
    void aRecordReadBackShowsWhatTheOneWrittenShowed() {
        var account = new AccountRecord();
        account.update(new Fact.AccountRegistered(ACCOUNT, NOON.minus(Duration.ofHours(50))), NOON, Map.of());
        account.update(new Fact.LevelChanged(ACCOUNT, 2, NOON), NOON, Map.of());
        account.update(handedIn(1, 200_000), NOON, Map.of("lst.ratioPct", 40, "lst.comparables", 25));
        account.update(new Fact.OrderPlaced(new UUID(9, 9), ACCOUNT, 500), NOON, Map.of());
        account.seen().add(new UUID(3, 3));
        var back = (AccountRecord) SubjectRecord.decoded(SubjectKey.account(ACCOUNT), account.encoded());
        assertThat(back.features(NOON))
                .isEqualTo(account.features(NOON))
                .containsAllEntriesOf(Map.of(
                        "acct.ageHours",
                        50L,
                        "acct.level",
                        2L,
                        "acct.pub1h",
                        1L,
                        "acct.high24h",
                        1L,
                        "acct.cheap24h",
                        1L,
                        "acct.orders24h",
                        1L,
                        "acct.spent24h",
                        500L));
        assertThat(back.seen().contains(new UUID(3, 3))).isTrue();
        assertThat(back.encoded()).isEqualTo(account.encoded());
    }

    @Test
    void aFactThatComesAgainChangesNothing() {
        var account = new AccountRecord();
        var visit = Visit.of(new UUID(7, 7), NOON, new Fact.OrderPlaced(new UUID(9, 9), ACCOUNT, 500));
        assertThat(Stop.make(account, visit).repeated()).isFalse();
        var before = account.encoded();
        assertThat(Stop.make(account, visit).repeated()).isTrue();
        assertThat(account.encoded()).isEqualTo(before);
    }

    @Test
    void aListingHandedInTwiceCountsOnce() {
        var account = new AccountRecord();
        account.update(handedIn(1, 1000), NOON, Map.of());
        account.update(handedIn(1, 1000), NOON.plusSeconds(60), Map.of());
        assertThat(account.features(NOON.plusSeconds(60))).containsEntry("acct.pub1h", 1L);
    }

    @Test
    void anHourEndsAfterExactlyAnHour() {
        var account = new AccountRecord();
        account.update(handedIn(1, 1000), NOON, Map.of());
        assertThat(account.features(NOON.plus(Duration.ofHours(1)).minusMillis(1)))
                .containsEntry("acct.pub1h", 1L);
        assertThat(account.features(NOON.plus(Duration.ofHours(1)))).containsEntry("acct.pub1h", 0L);
        assertThat(account.features(NOON.plus(Duration.ofHours(1)))).containsEntry("acct.pub24h", 1L);
    }

    @Test
    void aLateFactFallsIntoItsOwnHourAndOneTooLateOnlyIsReportedAsSuch() {
        var account = new AccountRecord();
        assertThat(account.update(new Fact.OrderPlaced(new UUID(1, 0), ACCOUNT, 500), NOON, Map.of()))
                .isTrue();
        assertThat(account.update(
                        new Fact.OrderPlaced(new UUID(2, 0), ACCOUNT, 70), NOON.minus(Duration.ofHours(23)), Map.of()))
                .isTrue();
        assertThat(account.features(NOON)).containsEntry("acct.orders24h", 2L).containsEntry("acct.spent24h", 570L);
        assertThat(account.update(
                        new Fact.OrderPlaced(new UUID(3, 0), ACCOUNT, 9), NOON.minus(Duration.ofHours(24)), Map.of()))
                .isFalse();
        assertThat(account.features(NOON)).containsEntry("acct.spent24h", 570L);
        assertThat(account.features(NOON.plus(Duration.ofHours(1)))).containsEntry("acct.spent24h", 500L);
    }

    @Test
    void anOlderLevelThatComesLateDoesNotWin() {
        var account = new AccountRecord();
        account.update(new Fact.LevelChanged(ACCOUNT, 2, NOON), NOON, Map.of());
        account.update(new Fact.LevelChanged(ACCOUNT, 1, NOON.minusSeconds(1)), NOON, Map.of());
        assertThat(account.features(NOON)).containsEntry("acct.level", 2L);
    }

    @Test
    void aSetRemembersTheLatest64() {
        var account = new AccountRecord();
        for (int i = 0; i < 100; i++) {
            account.update(handedIn(i, 1000), NOON.plusSeconds(i), Map.of());
        }
        assertThat(account.features(NOON.plusSeconds(100))).containsEntry("acct.pub1h", 64L);
        assertThat(account.encoded().length).isLessThan(4000);
    }

    @Test
    void theReferenceIsTheMedianOfOtherSellersWithinThirtyDays() {
        var model = new ModelRecord();
        var seller = new UUID(5, 5);
        model.offered(new UUID(1, 0), new UUID(1, 1), 100_000, NOON.minus(Duration.ofDays(30)));
        model.offered(new UUID(2, 0), new UUID(1, 2), 300_000, NOON);
        model.offered(new UUID(3, 0), new UUID(1, 3), 310_000, NOON);
        model.offered(new UUID(4, 0), new UUID(1, 4), 320_000, NOON);
        model.offered(new UUID(5, 0), seller, 10_000, NOON);
        assertThat(model.compared(seller, 155_000, NOON)).isEqualTo(Map.of("lst.comparables", 3L, "lst.ratioPct", 50L));
        assertThat(model.compared(seller, 154_999, NOON)).containsEntry("lst.ratioPct", 49L);
        var back = (ModelRecord) SubjectRecord.decoded(MODEL, model.encoded());
        assertThat(back.compared(seller, 155_000, NOON)).isEqualTo(model.compared(seller, 155_000, NOON));
    }

    @Test
    void aListingCountsInTheReferenceOnceWithItsLatestPrice() {
        var model = new ModelRecord();
        model.offered(new UUID(1, 0), new UUID(1, 1), 100_000, NOON);
        model.offered(new UUID(1, 0), new UUID(1, 1), 200_000, NOON);
        assertThat(model.compared(new UUID(5, 5), 100_000, NOON))
                .isEqualTo(Map.of("lst.comparables", 1L, "lst.ratioPct", 50L));
    }

    @Test
    void goodsForPartsAreNoReferenceForWholeOnes() {
        assertThat(SubjectKey.model("phones", "Apple", "iPhone 15", "FOR_PARTS", "CNY"))
                .isNotEqualTo(MODEL);
        assertThat(SubjectKey.model("phones", "APPLE", " iphone  15", "80", "CNY"))
                .isEqualTo(MODEL);
        assertThat(SubjectKey.parse(MODEL.toString())).isEqualTo(MODEL);
    }

    private static Fact handedIn(int listing, long price) {
        return new Fact.ListingHandedIn(
                new UUID(100, listing), ACCOUNT, MODEL, "phones", "95", price, Map.of(), List.of(), List.of());
    }
}
