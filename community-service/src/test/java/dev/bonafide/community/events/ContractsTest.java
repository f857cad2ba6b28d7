package dev.bonafide.community.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.community.notice.DisputeNotices;
import dev.bonafide.community.notice.Notice;
import dev.bonafide.community.notice.OrderNotices;
import dev.bonafide.community.notice.SellerNotices;
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
    void everyRecordReadsEveryGoldenSample() {
        routes.readers().forEach((type, reader) -> Contracts.assertReads(reader.asSubclass(Record.class), type));
    }

    @Test
    void theCatalogueNamesThisServiceAsReaderOfExactlyWhatItReads() {
        Contracts.assertReaders("community-service", routes.types());
    }

    @Test
    void everyNoticeThatFollowsFromAGoldenSampleHasTheFactsItsTextNames() {
        for (var type : routes.types()) {
            for (var name : Contracts.samples(type)) {
                var sample = Contracts.sample(type, name);
                for (var notice : notices(type, sample.toString())) {
                    assertThat(notice.facts().keySet())
                            .as(type + " " + notice.template())
                            .containsExactlyInAnyOrderElementsOf(
                                    notice.template().facts());
                }
            }
        }
    }

    private List<Notice> notices(String type, String sample) {
        var read = EventJson.read(sample, routes.readers().getOrDefault(type, Object.class));
        return switch (read) {
            case OrderHeard order -> OrderNotices.of(order);
            case DisputeHeard dispute -> DisputeNotices.of(dispute);
            case ListingHeard listing -> SellerNotices.of(listing);
            case RiskHeard risk -> SellerNotices.of(risk);
            default -> List.of();
        };
    }
}
