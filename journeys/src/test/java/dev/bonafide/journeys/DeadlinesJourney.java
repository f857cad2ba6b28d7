package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadlinesJourney extends Journey {
    @Test
    void e3WhoDoesNotPayWithinFifteenMinutesLosesTheReservation() {
        var listing = market.list(seller, phone());
        var order = market.order(buyer, listing);
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");

        market.moveClock(operator, "PT14M");
        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("AWAITING_PAYMENT");
        market.moveClock(operator, "PT2M");

        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("CANCELLED");
        assertThat(buyer.get("/v1/orders/" + order).body().toString()).contains("UNPAID");
        assertThat(seller.get("/v1/listings/" + listing).text("stage")).isEqualTo("PUBLISHED");
        assertThat(market.awaitOrder(rival, market.order(rival, listing), "AWAITING_PAYMENT"))
                .isNotNull();
    }

    @Test
    void as6WhoDoesNotAcceptIsRemindedAndTheMoneyIsReleasedOnceAtTheDeadline() {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);
        market.deliver(seller, buyer, order);

        market.moveClock(operator, "P6D");
        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("INSPECTION");
        market.moveClock(operator, "P2D");

        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("RELEASED");
        assertThat(told(order, "OrderReminderDue")).isEqualTo(2);
        assertThat(told(order, "OrderReleased")).isEqualTo(1);
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(entries(order)).hasSize(2);
        market.awaitListing(seller, listing, Set.of("SOLD"));
    }

    @Test
    void as8WhoDoesNotShipInTimeLosesTheSaleAndTheBuyerGetsEverythingBack() {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);

        market.moveClock(operator, "P3D");

        assertThat(buyer.get("/v1/orders/" + order).body().toString()).contains("NOT_SHIPPED");
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(earned(order)).isZero();
    }
}
