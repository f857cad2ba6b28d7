package dev.bonafide.escrow.web;

import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.Tokens;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/** The clock of the service, moved by an operator of the sandbox. */
final class MarketTime {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * How many timers were due when the clock was moved last: they wait for longer, for a provider that is away or a freeze that
     * is not lifted. All tests share them, and not each has to find that out anew.
     */
    private static long stuck;

    private final String operator = Tokens.of(UUID.randomUUID(), "operator");

    /**
     * Moves the clock ahead; timers that become due fire in their order. Those that are due already come first, as far as they
     * get through: asked a moment later, a provider would count from another time.
     */
    void passes(Duration time) {
        try {
            await().atMost(PATIENCE).until(() -> dueTimers() <= stuck);
        } catch (ConditionTimeoutException stillDue) {
            // There are more of them than before.
        }
        stuck = dueTimers();
        Market.with(operator)
                .body(Map.of("offsetMillis", clock().getLong("offsetMillis") + time.toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }

    private long dueTimers() {
        return clock().getLong("dueTimers");
    }

    private JsonPath clock() {
        return Market.with(operator)
                .get("/sandbox/clock")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
