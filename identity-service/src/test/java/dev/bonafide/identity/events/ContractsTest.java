package dev.bonafide.identity.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.events.ScoreRecomputedV1.FactorV1;
import dev.bonafide.identity.score.FactorName;
import dev.bonafide.identity.standing.Badge;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.text.Texts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service says is as promised, and what others promised is what it reads. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ContractsTest {

    private static final UUID ACCOUNT = UUID.fromString("019aa1f0-0001-7002-8000-0000000003ea");
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    @Inject
    EventRoutes routes;

    @Inject
    Texts texts;

    @Test
    void what_is_published_is_as_promised() {
        valid(UserRegisteredV1.TYPE, new UserRegisteredV1(ACCOUNT, AT, "zh-CN"));
        for (Kind kind : Kind.values()) {
            valid(VerificationCompletedV1.TYPE, new VerificationCompletedV1(ACCOUNT, kind, AT));
        }
        for (Level level : Level.values()) {
            valid(TrustLevelChangedV1.TYPE, new TrustLevelChangedV1(ACCOUNT, Level.L0, level, AT));
            valid(RightsChangedV1.TYPE, new RightsChangedV1(ACCOUNT, level, 600, "2026-11-01", Money.cny(0), 0, 7, AT));
        }
        for (FactorName name : FactorName.values()) {
            valid(
                    ScoreRecomputedV1.TYPE,
                    new ScoreRecomputedV1(ACCOUNT, 600, null, "v1", List.of(new FactorV1(name, -1)), AT));
        }
        valid(ScoreRecomputedV1.TYPE, new ScoreRecomputedV1(ACCOUNT, 600, 610, "v1", List.of(), AT));
        valid(
                TrustCardChangedV1.TYPE,
                new TrustCardChangedV1(
                        ACCOUNT, Level.L2, 655, "650+", List.of(Badge.values()), 3, LocalDate.of(2026, 11, 1), AT));
    }

    @Test
    void what_is_read_is_read_rightly_from_every_golden_sample() {
        assertThat(routes.readers()).hasSize(3);
        routes.readers().forEach((type, reader) -> Contracts.assertReads(reader.asSubclass(Record.class), type));
    }

    @Test
    void the_catalogue_names_this_service_as_reader_of_exactly_what_it_reads() {
        Contracts.assertReaders("identity-service", routes.types());
    }

    @Test
    void every_text_exists_in_both_languages() {
        assertThat(texts.missingKeys()).isEmpty();
    }

    private static void valid(String type, Object payload) {
        Contracts.assertValid(type, EventJson.write(payload));
    }
}
