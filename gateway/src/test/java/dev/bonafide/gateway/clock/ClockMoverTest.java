package dev.bonafide.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ClockMoverTest {

    private static final Duration POLL = Duration.ofMillis(20);

    private final ScriptedFleet fleet = new ScriptedFleet().with("escrow", "listing", "logistics");
    private final ReentrantLock lock = new ReentrantLock();
    private final ClockMover mover =
            new ClockMover(fleet, fleet, fleet, () -> fleet.pass(POLL), Duration.ofSeconds(60), 400, lock);

    @Test
    void withNothingDueTheClockGoesThereAtOnce() throws InterruptedException {
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(7))))
                .isEqualTo(new Moved.Done(fleet.start(), fleet.start().plus(Duration.ofDays(7)), 0, 0));
        assertThat(fleet.raised).containsExactly(0L, Duration.ofDays(7).toMillis());
    }

    @Test
    void timersOfTwoServicesFireInTheOrderInWhichTheyAreDue() throws InterruptedException {
        fleet.timer("listing", "third", Duration.ofDays(3), _ -> {});
        fleet.timer("escrow", "second", Duration.ofDays(2), _ -> {});
        fleet.timer("listing", "first", Duration.ofDays(1), _ -> {});
        fleet.timer("escrow", "fourth", Duration.ofDays(4), _ -> {});
        fleet.timer("escrow", "after", Duration.ofDays(8), _ -> {});
        assertThat(done(new Wish.Advance(Duration.ofDays(7))).timersSteps()).isEqualTo(4);
        assertThat(fleet.diary).containsExactly("listing:first", "escrow:second", "listing:third", "escrow:fourth");
    }

    @Test
    void aTimerThatSetsAnotherOnTheWayIsFollowed() throws InterruptedException {
        fleet.timer(
                "escrow",
                "unpaid",
                Duration.ofMinutes(15),
                now -> fleet.timer(
                        "listing",
                        "relist",
                        Duration.between(fleet.start(), now).plusHours(1),
                        _ -> {}));
        fleet.timer("logistics", "reminder", Duration.ofMinutes(30), _ -> {});
        assertThat(done(new Wish.Advance(Duration.ofDays(1))).timersSteps()).isEqualTo(3);
        assertThat(fleet.diary).containsExactly("escrow:unpaid", "logistics:reminder", "listing:relist");
    }

    @Test
    void theClockGoesOnOnlyWhenTheEventsOfATimerHaveBeenReadEverywhere() throws InterruptedException {
        fleet.timer("escrow", "unpaid", Duration.ofMinutes(15), _ -> fleet.say("escrow", 5, 7));
        fleet.timer("listing", "later", Duration.ofMinutes(16), _ -> {});
        done(new Wish.Advance(Duration.ofHours(1)));
        assertThat(fleet.diary).containsExactly("escrow:unpaid", "escrow:sent", "read", "listing:later");
    }

    @Test
    void aServiceThatNeedsSeveralPollsIsWaitedFor() throws InterruptedException {
        fleet.firingTakes("escrow", 12);
        fleet.timer("escrow", "slow", Duration.ofDays(1), _ -> {});
        fleet.timer("listing", "next", Duration.ofDays(1).plusMinutes(1), _ -> {});
        assertThat(done(new Wish.Advance(Duration.ofDays(2))).tookMillis()).isPositive();
        assertThat(fleet.diary).containsExactly("escrow:slow", "listing:next");
    }

    @Test
    void whatIsStillOnItsWayBeforeTheMoveIsWaitedForFirst() throws InterruptedException {
        fleet.say("escrow", 3, 3);
        fleet.timer("listing", "due", Duration.ofDays(1), _ -> {});
        done(new Wish.Advance(Duration.ofDays(2)));
        assertThat(fleet.diary).containsExactly("escrow:sent", "read", "listing:due");
    }

    @Test
    void aServiceThatIsDownIsNamedAndNothingMoves() throws InterruptedException {
        fleet.away("logistics");
        fleet.away("listing");
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(1))))
                .isEqualTo(new Moved.Away(List.of("listing", "logistics")));
        assertThat(fleet.raised).isEmpty();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whoDoesNotComeToRestInTimeIsNamedAndTheClockStaysThere() throws InterruptedException {
        fleet.timer("escrow", "unpaid", Duration.ofMinutes(15), _ -> fleet.say("escrow", 0, 0));
        fleet.neverReads = true;
        Moved moved = mover.move(new Wish.Advance(Duration.ofDays(1)));
        assertThat(moved).isInstanceOfSatisfying(Moved.NotSettled.class, notSettled -> {
            assertThat(notSettled.busy()).singleElement().asString().contains("events to read");
            assertThat(notSettled.at()).isBefore(fleet.start().plus(Duration.ofHours(1)));
        });
        assertThat(fleet.raised).containsExactly(0L, Duration.ofMinutes(15).toMillis());
    }

    @Test
    void aTimerThatNeverFiresIsNamed() throws InterruptedException {
        fleet.firingTakes("listing", Integer.MAX_VALUE);
        fleet.timer("listing", "stuck", Duration.ofMinutes(5), _ -> {});
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(1))))
                .isInstanceOfSatisfying(
                        Moved.NotSettled.class,
                        notSettled -> assertThat(notSettled.busy()).containsExactly("listing: timers due: 1"));
    }

    @Test
    void onlyOneMoveAtATime() throws InterruptedException {
        Thread other = Thread.ofPlatform().start(lock::lock);
        other.join();
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(1)))).isEqualTo(new Moved.AlreadyMoving());
        assertThat(fleet.raised).isEmpty();
    }

    @Test
    void timeDoesNotGoBackAndDoesNotGoTooFar() throws InterruptedException {
        assertThat(mover.move(new Wish.Advance(Duration.ZERO))).isEqualTo(new Moved.NotAhead(fleet.start()));
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(-1)))).isEqualTo(new Moved.NotAhead(fleet.start()));
        assertThat(mover.move(new Wish.To(fleet.start()))).isEqualTo(new Moved.NotAhead(fleet.start()));
        assertThat(mover.move(new Wish.Advance(Duration.ofDays(400).plusNanos(1))))
                .isEqualTo(new Moved.TooFar(400));
        assertThat(mover.move(new Wish.Advance(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(new Moved.TooFar(400));
        assertThat(mover.move(new Wish.To(Instant.MAX))).isEqualTo(new Moved.TooFar(400));
        assertThat(fleet.raised).isEmpty();
        assertThat(done(new Wish.Advance(Duration.ofDays(400))).timersSteps()).isZero();
    }

    @Test
    void aSecondMoveGoesOnFromWhereTheFirstEnded() throws InterruptedException {
        Instant first = done(new Wish.Advance(Duration.ofDays(1))).to();
        fleet.pass(Duration.ofMinutes(3));
        Moved.Done second = done(new Wish.To(first.plus(Duration.ofDays(1))));
        assertThat(second.from()).isEqualTo(first.plus(Duration.ofMinutes(3)));
        assertThat(fleet.work()).allSatisfy(service -> assertThat(service.now()).isEqualTo(second.to()));
    }

    @Test
    void aServiceWhoseClockWasBehindCatchesUpFirst() throws InterruptedException {
        fleet.offset("escrow", Duration.ofDays(3));
        fleet.timer("listing", "missed", Duration.ofDays(2), _ -> {});
        assertThat(done(new Wish.Advance(Duration.ofDays(1))).from())
                .isEqualTo(fleet.start().plus(Duration.ofDays(3)));
        assertThat(fleet.diary).containsExactly("listing:missed");
        assertThat(fleet.work())
                .allSatisfy(service -> assertThat(service.offsetMillis())
                        .isEqualTo(Duration.ofDays(4).toMillis()));
    }

    private Moved.Done done(Wish wish) throws InterruptedException {
        Moved moved = mover.move(wish);
        assertThat(moved).isInstanceOf(Moved.Done.class);
        return (Moved.Done) moved;
    }
}
