package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the carrier says is not always the last word. */
@QuarkusTest
class DeliveryTest extends MarketTest {

    /** E-3: the clock of a delivery that is taken back stops, and a later delivery starts it anew. */
    @Test
    void aDeliveryThatIsTakenBackReturnsTheOrderAndItsTimers() {
        var sale = market.funded(300_000);
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.revokeDelivery(sale, shipment, 5);
        market.awaitStage(sale, "SHIPPED");
        var revoked = market.probe().await("bonafide.escrow.OrderDeliveryRevoked.v1", sale.order());
        assertThat(revoked.data().path("shipmentId").asText()).isEqualTo(shipment.toString());

        market.accept(sale).statusCode(409).body("code", equalTo("WRONG_STAGE"));
        market.passes(Duration.ofDays(8));
        assertThat(market.stage(sale)).isEqualTo("SHIPPED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.probe().count("bonafide.escrow.OrderReminderDue.v1", sale.order()))
                .isZero();

        var again = market.now();
        market.deliver(sale, shipment, again, 6);
        market.awaitStage(sale, "INSPECTION");
        assertThat(market.see(sale, "").getString("progress.autoConfirmAt"))
                .isEqualTo(again.plus(Duration.ofDays(7)).toString());
        market.passes(Duration.ofDays(7));
        market.awaitStage(sale, "RELEASED");
        assertThat(market.probe().count("bonafide.escrow.OrderShipped.v1", sale.order()))
                .isOne();
    }

    /** A delivery of an earlier revision, heard again after it was taken back, starts no clock. */
    @Test
    void anOldDeliveryHeardAgainChangesNothing() {
        var sale = market.funded(300_000);
        var shipment = UUID.randomUUID();
        market.deliver(sale, shipment, market.now(), 4);
        market.awaitStage(sale, "INSPECTION");
        market.revokeDelivery(sale, shipment, 5);
        market.awaitStage(sale, "SHIPPED");
        market.deliver(sale, shipment, market.now(), 4);
        // Heard after the old delivery, because it is about the same parcel.
        market.deliver(sale, shipment, market.now(), 6);
        market.awaitStage(sale, "INSPECTION");

        assertThat(market.see(sale, "/history").<String>getList("items.findAll { it.to == 'INSPECTION' }.to"))
                .hasSize(2);
    }

    @Test
    void theBuyersOwnAcceptanceIsNotUndone() {
        var sale = market.funded(300_000);
        var shipment = UUID.randomUUID();
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.accept(sale).statusCode(200);
        market.revokeDelivery(sale, shipment, 5);

        var other = market.funded(300_000);
        var otherShipment = UUID.randomUUID();
        market.deliver(other, otherShipment, market.now());
        market.awaitStage(other, "INSPECTION");
        market.passes(Duration.ofDays(7));
        market.awaitStage(other, "RELEASED");
        market.revokeDelivery(other, otherShipment, 5);

        // Silence about a parcel that was not there is no acceptance: a person must look at it.
        market.awaitParked(other, "RELEASED_MEANWHILE");
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
    }

    /** E-3: nothing waits for ever; a parcel that never arrives is refunded. */
    @Test
    void aParcelThatNeverArrivesIsRefundedAfterThirtyDays() {
        var sale = market.shipped(300_000);
        market.passes(Duration.ofDays(30).minusSeconds(30));
        assertThat(market.stage(sale)).isEqualTo("SHIPPED");
        market.passes(Duration.ofSeconds(60));

        market.awaitStage(sale, "REFUNDED");
        var issued = market.probe().await("bonafide.escrow.RefundIssued.v1", sale.order());
        assertThat(issued.data().path("reason").asText()).isEqualTo("NOT_DELIVERED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.see(sale, "").getString("progress.rule")).isEqualTo("INR-03");
        market.assertNothingIsLeft(sale);
        assertThat(market.payable(sale.seller())).isZero();
    }

    /** D-1: a dispute stops the clock and not the parcel: what becomes of it is known when the dispute ends. */
    @Test
    void aDeliveryDuringADisputeIsKnownAndStartsNothing() {
        var sale = market.funded(300_000);
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.awaitStage(sale, "SHIPPED");
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.deliver(sale, shipment, market.now());
        market.passes(Duration.ofDays(8));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        market.assertNothingIsLeft(sale);
        assertThat(market.see(sale, "/history").<String>getList("items.findAll { it.from == 'DISPUTED' }.to"))
                .containsExactly("DISPUTED", "REFUNDED");
    }
}
