package dev.bonafide.escrow.instalment;

import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-10: nobody is pressed for the parts of a purchase while it is in question whether they keep it. */
class PlanPauseTest {
    private static final Instant DUE = Instant.parse("2026-12-20T02:00:00Z");
    private static final Instalment.Share SHARE =
            new Instalment.Share(new UUID(0, 1), 2, Money.cny(100), Money.cny(0), LocalDate.of(2026, 12, 20), DUE);
    private static final Instalment.Share LATER = new Instalment.Share(
            new UUID(0, 1), 2, Money.cny(100), Money.cny(0), LocalDate.of(2026, 12, 23), DUE.plus(Duration.ofDays(3)));

    @Test
    void whatIsDisputedOrGoesBackIsInQuestion() {
        assertThat(PlanPause.isInQuestion(DISPUTED)).isTrue();
        for (var order : List.<Order>of(FUNDED, SHIPPED, INSPECTION, RELEASED, REFUNDED)) {
            assertThat(PlanPause.isInQuestion(order)).isFalse();
        }
        assertThat(PlanPause.isInQuestion(SHIPPED.freeze(DISPUTE, NOON))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000001S, 1", "PT24H, 1", "PT24H0.000001S, 2", "P60D, 60"})
    void aPlanHasAtLeastTheTimeThatWasLeft(Duration stood, int days) {
        assertThat(PlanPause.days(NOON, NOON.plus(stood))).isEqualTo(days);
    }

    @Test
    void aPlanOfWhichAllIsOverdueIsNotSaidToHaveMoved() {
        var plan = PlanSamples.plan(60_000, 3, 1);
        var arrears = new Instalment.Arrears(DUE, DUE.plus(Duration.ofDays(180)));
        for (var part : plan.parts().subList(1, 3)) {
            plan = plan.with(new Instalment.Overdue(part.share(), 4, arrears));
        }
        assertThat(InstalmentEvent.PlanMovedV1.of(plan, plan.later(3), 3, NOON)).isEmpty();
    }

    @Test
    void whatIsStillToBeAskedForMovesAndWhatIsOverdueIsGivenUpLater() {
        assertThat(new Instalment.Scheduled(SHARE).later(3)).isEqualTo(new Instalment.Scheduled(LATER));
        assertThat(new Instalment.Missed(SHARE, 2, DUE).later(3))
                .isEqualTo(new Instalment.Missed(LATER, 2, DUE.plus(Duration.ofDays(3))));
        var payment = new UUID(0, 2);
        assertThat(new Instalment.Asked(SHARE, payment, 0, true, null, null).later(3))
                .isEqualTo(new Instalment.Asked(LATER, payment, 0, true, null, null));
        var arrears = new Instalment.Arrears(DUE, DUE.plus(Duration.ofDays(180)));
        var later = new Instalment.Arrears(DUE, DUE.plus(Duration.ofDays(183)));
        assertThat(new Instalment.Overdue(SHARE, 4, arrears).later(3))
                .isEqualTo(new Instalment.Overdue(SHARE, 4, later));
        assertThat(new Instalment.Asked(SHARE, payment, 4, true, null, arrears).later(3))
                .isEqualTo(new Instalment.Asked(LATER, payment, 4, true, null, later));
        var paid = new Instalment.Paid(SHARE, payment, DUE);
        assertThat(paid.later(3)).isEqualTo(paid);
    }
}
