package dev.bonafide.escrow.web;

import dev.bonafide.escrow.store.ServiceRole;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the whole service, on a real database and broker, with a market around it. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(ServiceRole.class)
abstract class MarketTest {
    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // Opened before each test.
    Market market;

    @BeforeEach
    void openTheMarket() {
        market = new Market(clock);
    }

    /** Whatever a test did, the books balance after it. */
    @AfterEach
    void closeTheMarket() {
        market.assertBooksBalance();
        market.close();
    }
}
