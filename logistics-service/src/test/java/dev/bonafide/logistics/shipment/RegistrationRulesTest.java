package dev.bonafide.logistics.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.order.KnownOrder;
import dev.bonafide.logistics.order.KnownOrder.Ending;
import dev.bonafide.logistics.order.KnownOrder.Funding;
import dev.bonafide.logistics.shipment.Decision.AlreadyDone;
import dev.bonafide.logistics.shipment.Decision.Moved;
import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.shipment.RegistrationRules.Register;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-05T09:00:00Z");
    private static final NumberFormat FORMAT = new NumberFormat("SANDBOX", Pattern.compile("SB-[0-9]+"), "SB-1");
    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID BUYER = UUID.randomUUID();
    private static final UUID SELLER = UUID.randomUUID();

    @ParameterizedTest(name = "funded {0}, frozen {1}, ended {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "true, false, -, Moved",
                "false, false, -, OrderNotFunded",
                "true, true, -, OrderFrozen",
                "true, false, CANCELLED, OrderNotFunded",
                "true, false, RELEASED, OrderNotFunded",
                "true, true, REFUNDED, OrderNotFunded",
                "false, true, -, OrderNotFunded"
            })
    void onlyAnOrderWhoseMoneyIsHeldGetsAParcel(
            boolean funded, boolean frozen, @Nullable Ending ending, String expected) {
        assertThat(told(order(funded, frozen, ending), Optional.empty(), SELLER, "SB-7"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "beside a parcel that is {0}: {1}")
    @CsvSource({
        "ANNOUNCED, ShipmentExists", "LABELLED, ShipmentExists", "MOVING, ShipmentExists",
        "AT_PICKUP_POINT, ShipmentExists", "DELIVERED, ShipmentExists", "RETURNING, ShipmentExists",
        "RETURNED, ShipmentExists", "LOST, ShipmentExists", "CANCELLED, Moved"
    })
    void anOrderHasOneLiveParcel(Stage stage, String expected) {
        assertThat(told(order(true, false, null), Optional.of(ShipmentRulesTest.at(stage)), SELLER, "SB-7"))
                .isEqualTo(expected);
    }

    @Test
    void theSameNumberAgainIsDoneAlreadyAlsoWhenTheOrderIsOver() {
        var present = Optional.of(ShipmentRulesTest.at(Stage.MOVING));
        assertThat(told(order(true, false, null), present, SELLER, "SB-1")).isEqualTo("AlreadyDone");
        assertThat(told(order(true, false, Ending.RELEASED), present, SELLER, "SB-1"))
                .isEqualTo("AlreadyDone");
    }

    @Test
    void whoDoesNotSellTheOrderLearnsNothingOfIt() {
        assertThat(told(order(true, false, null), Optional.empty(), BUYER, "SB-7"))
                .isEqualTo("NotYours");
        assertThat(told(Optional.empty(), Optional.empty(), SELLER, "SB-7")).isEqualTo("NotYours");
    }

    @Test
    void aNumberOfAnotherFormIsRefused() {
        assertThat(told(order(true, false, null), Optional.empty(), SELLER, "7"))
                .isEqualTo("WrongNumberFormat");
    }

    private static String told(Optional<KnownOrder> order, Optional<Shipment> latest, UUID by, String number) {
        var asked = new Register(UUID.randomUUID(), by, ORDER, FORMAT, number);
        return switch (RegistrationRules.decide(order, latest, asked, NOW)) {
            case Moved _ -> "Moved";
            case AlreadyDone _ -> "AlreadyDone";
            case Refused refused -> refused.getClass().getSimpleName();
        };
    }

    private static Optional<KnownOrder> order(boolean funded, boolean frozen, @Nullable Ending ending) {
        return Optional.of(new KnownOrder(
                ORDER,
                BUYER,
                SELLER,
                funded ? Optional.of(new Funding(UUID.randomUUID(), NOW, NOW)) : Optional.empty(),
                frozen,
                Optional.ofNullable(ending)));
    }
}
