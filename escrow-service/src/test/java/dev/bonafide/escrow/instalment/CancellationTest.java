package dev.bonafide.escrow.instalment;

import static dev.bonafide.escrow.instalment.PlanSamples.NOON;
import static dev.bonafide.escrow.instalment.PlanSamples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.instalment.Instalment.Arrears;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.Instalment.Stage;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.kit.money.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-10: a refund mid-plan cancels future parts first. */
class CancellationTest {

    /** Of 600.00 in three parts of 200.00. */
    @ParameterizedTest(name = "{0} paid, refund of {1}: {2} not to be paid any more, {3} back; parts {4}, plan {5}")
    @CsvSource({
        "1, 60000, 40000, 20000, PAID CANCELLED CANCELLED, CLOSED",
        "2, 60000, 20000, 40000, PAID PAID CANCELLED, CLOSED",
        "3, 60000, 0,     60000, PAID PAID PAID, OPEN", // it has been closed for long; nothing of it changes
        "1, 10000, 10000, 0,     PAID SCHEDULED SCHEDULED, OPEN",
        "1, 20000, 20000, 0,     PAID SCHEDULED CANCELLED, OPEN",
        "1, 20001, 20001, 0,     PAID SCHEDULED CANCELLED, OPEN",
        "1, 40000, 40000, 0,     PAID CANCELLED CANCELLED, CLOSED",
        "1, 40001, 40000, 1,     PAID CANCELLED CANCELLED, CLOSED",
        "2, 1,     1,     0,     PAID PAID SCHEDULED, OPEN"
    })
    void whatNobodyHasPaidGoesFirstAndTheLastPartFirstOfThat(
            int paid, long refund, long future, long buyer, String parts, InstalmentPlan.Stage stage) {
        var cancellation = Cancellation.cancelFutureFirst(plan(60_000, 3, paid), Money.cny(refund), NOON);

        assertThat(cancellation.futureParts()).isEqualTo(Money.cny(future));
        assertThat(cancellation.buyer()).isEqualTo(Money.cny(buyer));
        assertThat(cancellation.writtenOff()).isEqualTo(Money.cny(0));
        assertThat(cancellation.plan().parts().stream().map(part -> part.stage().name()))
                .containsExactly(parts.split(" "));
        assertThat(cancellation.plan().stage()).isEqualTo(stage);
        assertThat(cancellation.plan().cancelled()).isEqualTo(Money.cny(future));
    }

    @Test
    void anOverduePartIsTakenOffLast() {
        var plan = plan(60_000, 3, 1);
        var late = plan.with(new Overdue(plan.parts().get(1).share(), 4, new Arrears(NOON, NOON)));

        var cancellation = Cancellation.cancelFutureFirst(late, Money.cny(25_000), NOON);

        assertThat(cancellation.plan().parts().get(1).stage()).isEqualTo(Stage.OVERDUE);
        assertThat(cancellation.plan().overdue()).isEqualTo(Money.cny(15_000));
        assertThat(cancellation.plan().parts().get(2).stage()).isEqualTo(Stage.CANCELLED);
    }

    /** What was written off was never paid: it goes to the platform that bore it, never to the buyer. */
    @Test
    void aLossIsMadeGoodBeforeTheBuyerIsGivenMoney() {
        var plan = plan(60_000, 3, 2);
        var lost = plan.with(new WrittenOff(plan.parts().get(2).share(), NOON));

        var some = Cancellation.cancelFutureFirst(lost, Money.cny(5_000), NOON);
        assertThat(some.writtenOff()).isEqualTo(Money.cny(5_000));
        var rest = Cancellation.cancelFutureFirst(some.plan(), Money.cny(55_000), NOON);
        assertThat(rest.writtenOff()).isEqualTo(Money.cny(15_000));
        assertThat(rest.buyer()).isEqualTo(Money.cny(40_000));
    }

    @Test
    void moreThanThereIsIsRefused() {
        var plan = plan(60_000, 3, 1);
        assertThatThrownBy(() -> Cancellation.cancelFutureFirst(plan, Money.cny(60_001), NOON))
                .hasMessageContaining("at most 60000 CNY");
        var after =
                Cancellation.cancelFutureFirst(plan, Money.cny(40_000), NOON).plan();
        assertThatThrownBy(() -> Cancellation.cancelFutureFirst(after, Money.cny(20_001), NOON))
                .hasMessageContaining("at most 20000 CNY");
    }

    /** However a refund comes in pieces, the pieces add up, and the buyer never gets more than they have paid. */
    @Test
    void refundsInAnyPiecesAddUp() {
        var random = new Random(10);
        for (int round = 0; round < 2_000; round++) {
            var parts = 2 + random.nextInt(11);
            var total = 60_000 + random.nextInt(1_000_000);
            var paid = 1 + random.nextInt(parts);
            var plan = plan(total, parts, paid);
            var buyer = Money.cny(0);
            var future = Money.cny(0);
            var left = Money.cny(total);
            while (left.isPositive()) {
                var piece = Money.cny(1 + random.nextLong(left.amountMinor()));
                var cancellation = Cancellation.cancelFutureFirst(
                        plan, piece.min(plan.total().minus(plan.cancelled())), NOON);
                buyer = buyer.plus(cancellation.buyer());
                future = future.plus(cancellation.futureParts());
                plan = cancellation.plan();
                left = left.minus(piece);
                assertThat(cancellation.futureParts().plus(cancellation.buyer()))
                        .isEqualTo(piece);
            }
            assertThat(future.plus(buyer)).isEqualTo(Money.cny(total));
            assertThat(buyer).isEqualTo(plan.paid());
            assertThat(plan.open()).isEqualTo(Money.cny(0));
        }
    }
}
