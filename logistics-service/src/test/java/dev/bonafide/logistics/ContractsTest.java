package dev.bonafide.logistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.text.Texts;
import dev.bonafide.logistics.events.ShipmentEvent;
import dev.bonafide.logistics.shipment.Stage;
import dev.bonafide.logistics.tracking.Proof;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ContractsTest {

    private static final UUID ID = UUID.fromString("019aa1f0-0005-7001-8000-000000001389");
    private static final Instant AT = Instant.parse("2026-11-05T03:00:00Z");

    @Inject
    EventRoutes routes;

    @Test
    void whatThisServiceSaysIsAsPromised() {
        for (ShipmentEvent event : new ShipmentEvent[] {
            new ShipmentEvent.CreatedV1(ID, ID, ID, ID, "SANDBOX", "0".repeat(64), "4821", AT, 1),
            new ShipmentEvent.DispatchedV1(ID, ID, ID, ID, "SANDBOX", AT, "440300", 2, AT),
            new ShipmentEvent.DispatchedV1(ID, ID, ID, ID, "SANDBOX", AT, null, 2, AT),
            new ShipmentEvent.DeliveredV1(ID, ID, ID, ID, AT, "310100", Proof.SIGNATURE, 4, AT),
            new ShipmentEvent.DeliveredV1(ID, ID, ID, ID, AT, null, Proof.NONE, 4, AT)
        }) {
            Contracts.assertValid(event.type(), EventJson.write(event));
        }
        for (Stage stage : Stage.values()) {
            var event = new ShipmentEvent.TrackingUpdatedV1(
                    ID,
                    ID,
                    ID,
                    ID,
                    stage,
                    new ShipmentEvent.TrackingUpdatedV1.Current("IN_TRANSIT", "30", AT, null),
                    3,
                    AT);
            Contracts.assertValid(event.type(), EventJson.write(event));
        }
    }

    @Test
    void whatThisServiceReadsItReadsWholeAndTheCatalogueKnows() {
        routes.readers().forEach((type, reader) -> Contracts.assertReads(reader.asSubclass(Record.class), type));
        Contracts.assertReaders("logistics-service", routes.types());
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(Texts.of("kit", "logistics").missingKeys()).isEmpty();
    }
}
