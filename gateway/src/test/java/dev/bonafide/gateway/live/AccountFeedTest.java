package dev.bonafide.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountFeedTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AccountFeed feed = new AccountFeed(3);

    @Test
    void aCopyOfAnEventIsNotAddedAgain() {
        assertThat(feed.add(event("a", 1))).isOne();
        assertThat(feed.add(event("a", 2))).isZero();
        assertThat(feed.from(0, 10)).hasSize(1);
    }

    @Test
    void beyondItsBoundTheOldestGoesAndTheFeedSaysUpToWhen() {
        for (int n = 1; n <= 3; n++) {
            assertThat(feed.add(event("e" + n, n))).isOne();
        }
        assertThat(feed.droppedTo()).isEqualTo(Instant.MIN);
        assertThat(feed.add(event("e4", 4))).isZero();
        assertThat(feed.from(0, 10)).extracting(entry -> entry.event().id()).containsExactly("e2", "e3", "e4");
        assertThat(feed.first()).isEqualTo(1);
        assertThat(feed.droppedTo()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void readingGoesOnFromANumber() {
        for (int n = 0; n < 3; n++) {
            feed.add(event("e" + n, n));
        }
        assertThat(feed.from(1, 1)).extracting(AccountFeed.Entry::number).containsExactly(1L);
        assertThat(feed.from(3, 10)).isEmpty();
    }

    @Test
    void onlyTheOldestCanBeDropped() {
        LiveEvent first = event("a", 1);
        LiveEvent second = event("b", 2);
        feed.add(first);
        feed.add(second);
        assertThat(feed.drop(second)).isZero();
        assertThat(feed.drop(first)).isOne();
        assertThat(feed.drop(second)).isOne();
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void thereAreOnlySoManyListenersAndEachHearsOfEverything() {
        AtomicInteger heard = new AtomicInteger();
        Runnable one = heard::incrementAndGet;
        Runnable two = () -> heard.addAndGet(10);
        assertThat(feed.listen(one, 2)).isTrue();
        assertThat(feed.listen(two, 2)).isTrue();
        assertThat(feed.listen(() -> {}, 2)).isFalse();
        feed.add(event("a", 1));
        assertThat(heard).hasValue(11);
        feed.leave(two);
        feed.add(event("b", 2));
        assertThat(heard).hasValue(12);
        assertThat(feed.isIdle()).isFalse();
    }

    private static LiveEvent event(String id, int second) {
        return new LiveEvent(id, "Something", "{}", Set.of(), Place.of("t", 0), second, NOON.plusSeconds(second));
    }
}
