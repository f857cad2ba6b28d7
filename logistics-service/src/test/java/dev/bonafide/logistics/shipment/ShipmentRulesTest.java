package dev.bonafide.logistics.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.shipment.Decision.AlreadyDone;
import dev.bonafide.logistics.shipment.Decision.Moved;
import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Canceller;
import dev.bonafide.logistics.shipment.Shipment.Facts;
import dev.bonafide.logistics.shipment.ShipmentCommand.Cancel;
import dev.bonafide.logistics.shipment.ShipmentCommand.CorrectNumber;
import dev.bonafide.logistics.shipment.ShipmentCommand.Observe;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShipmentRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-05T09:00:00Z");
    private static final NumberFormat FORMAT = new NumberFormat("SANDBOX", Pattern.compile("SB-[0-9]+"), "SB-1");
    private static final Facts FACTS = new Facts(
            UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "SANDBOX", "SB-1", false, NOW);

    @ParameterizedTest(name = "{0}: correct {1}, cancel {2}, seen delivered {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    ANNOUNCED       | ANNOUNCED            | CANCELLED     | DELIVERED
                    LABELLED        | ANNOUNCED            | CANCELLED     | DELIVERED
                    MOVING          | NumberInUseByCarrier | AlreadyMoving | DELIVERED
                    AT_PICKUP_POINT | WrongStage           | WrongStage    | DELIVERED
                    DELIVERED       | WrongStage           | WrongStage    | AlreadyDone
                    RETURNING       | WrongStage           | WrongStage    | DELIVERED
                    RETURNED        | WrongStage           | WrongStage    | DELIVERED
                    LOST            | WrongStage           | WrongStage    | DELIVERED
                    CANCELLED       | WrongStage           | AlreadyDone   | AlreadyDone
                    """)
    void everyCommandIsDecidedInEveryStage(Stage stage, String corrected, String cancelled, String observed) {
        Shipment shipment = at(stage);

        assertThat(told(shipment, new CorrectNumber("SB-2", FORMAT))).isEqualTo(corrected);
        assertThat(told(shipment, new Cancel(Canceller.SELLER))).isEqualTo(cancelled);
        assertThat(told(shipment, new Observe(Progress.DELIVERED))).isEqualTo(observed);
    }

    @Test
    void aNumberIsCorrectedOnceAndTheSameNumberCorrectsNothing() {
        var same = ShipmentRules.decide(at(Stage.ANNOUNCED), new CorrectNumber("SB-1", FORMAT), NOW);
        assertThat(same).isInstanceOf(AlreadyDone.class);

        var first = (Moved) ShipmentRules.decide(at(Stage.ANNOUNCED), new CorrectNumber("SB-2", FORMAT), NOW);
        assertThat(first.to().facts().number()).isEqualTo("SB-2");

        var second = ShipmentRules.decide(first.to(), new CorrectNumber("SB-3", FORMAT), NOW);
        assertThat(second).isEqualTo(new Refused.NumberAlreadyCorrected());
    }

    @Test
    void aNumberThatCannotBeOneIsRefusedWithAnExample() {
        assertThat(ShipmentRules.decide(at(Stage.ANNOUNCED), new CorrectNumber("12", FORMAT), NOW))
                .isEqualTo(new Refused.WrongNumberFormat("SANDBOX", "SB-1"));
    }

    @Test
    void aWrongStageSaysWhatIsAllowed() {
        assertThat(ShipmentRules.decide(at(Stage.DELIVERED), new Cancel(Canceller.SELLER), NOW))
                .isEqualTo(new Refused.WrongStage(Stage.DELIVERED, List.of()));
    }

    private static String told(Shipment shipment, ShipmentCommand command) {
        return switch (ShipmentRules.decide(shipment, command, NOW)) {
            case Moved(var to) -> to.stage().name();
            case AlreadyDone _ -> "AlreadyDone";
            case Refused refused -> refused.getClass().getSimpleName();
        };
    }

    static Shipment at(Stage stage) {
        return stage == Stage.CANCELLED
                ? new Cancelled(FACTS, Canceller.SELLER, NOW)
                : Shipment.at(FACTS, Progress.valueOf(stage.name()));
    }
}
