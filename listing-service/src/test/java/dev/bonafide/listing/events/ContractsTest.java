package dev.bonafide.listing.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.inbox.EventRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ContractsTest {
    @Inject
    EventRoutes routes;

    @Test
    void what_is_read_is_what_the_catalogue_says_and_every_sample_is_read_right() {
        Contracts.assertReaders("listing-service", routes.types());
        routes.readers().forEach((type, reader) -> Contracts.assertReads(reader.asSubclass(Record.class), type));
    }

    @Test
    void what_is_published_has_the_form_of_every_golden_sample() {
        for (Class<? extends Record> published : List.<Class<? extends Record>>of(
                ListingSubmittedV1.class,
                ListingPublishedV1.class,
                ListingPriceChangedV1.class,
                ListingRejectedV1.class,
                ListingReservedV1.class,
                ListingReservationRefusedV1.class,
                ListingUnreservedV1.class,
                ListingSoldV1.class,
                ListingHiddenV1.class,
                ListingClosedV1.class)) {
            String type = "bonafide.listing." + published.getSimpleName().replaceFirst("V1$", ".v1");
            Contracts.assertReads(published, type);
            for (String sample : Contracts.samples(type)) {
                var written = EventJson.write(
                        EventJson.read(Contracts.sample(type, sample).toString(), published));
                Contracts.assertValid(type, written);
                assertThat(written).isNotEmpty();
            }
        }
    }
}
