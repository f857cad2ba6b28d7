package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * whatever people, services, the provider and time do to an order, in whatever order and how often, with crashes before
 * any commit, money is neither lost nor doubled nor stuck. A failure prints its seed and the shortest story that shows it.
 * Settings: {@code bonafide.seeds}, how many stories; {@code bonafide.seed}, the first of them.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class ModelTest {
    private static final int SEEDS = 2_000;
    private static final int SEEDS_MIN = 512;
    private static final int CHAPTER = 256;
    /** Then a machine that is busy otherwise has told enough, unless it was asked for a number. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);

    @Inject
    Proof proof;

    @Inject
    Looking looking;

    @Test
    @DisplayName(
            "X-1, X-2, X-20, AS-9, E-2, E-7, E-10, E-11, E-12: thousands of random stories agree with the model, and each comes to its end")
    void randomStories() {
        var first = Long.getLong("bonafide.seed", new Random().nextLong(1_000_000_000));
        var asked = Integer.getInteger("bonafide.seeds");
        var many = asked == null ? SEEDS : asked;

        var begun = System.nanoTime();
        var told = 0;
        while (told < many && (asked != null || told < SEEDS_MIN || since(begun).compareTo(LONG_ENOUGH) < 0)) {
            var next = Math.min(many, told + CHAPTER);
            var failures = proof.tell(LongStream.range(first + told, first + next)
                    .mapToObj(Stories::of)
                    .toList());
            var shortest = failures.stream().limit(3).map(proof::shortest).toList();
            shortest.forEach(failure -> tell(failure.toString()));
            assertThat(shortest).isEmpty();
            assertThat(looking.imbalances()).isEmpty();
            told = next;
        }
        tell("%d stories from seed %d in %d s: %s"
                .formatted(told, first, since(begun).toSeconds(), proof.seen()));

        if (told >= 2 * SEEDS_MIN) {
            assertThat(proof.seen().keySet())
                    .contains(
                            "part expired", "part claimed", "returned late", "paid out in vain", "refused for another")
                    .contains("only POOL_SHORT", "advance voided after all", "debt given up", "signed", "ruled again")
                    .contains("advance had back from the hold");
        }
        if (told >= SEEDS_MIN) {
            assertThat(proof.seen().keySet())
                    .contains("end RELEASED", "end REFUNDED", "end PARTIALLY_REFUNDED", "end CANCELLED")
                    .contains("bank won", "bank lost", "refund came back")
                    .contains("returned", "returned for less", "OrderReturnEnded", "OrderReturnRefused")
                    .contains("MilestoneReleased", "part ruled", "claimed", "paid out", "insured")
                    .contains("RulingSettled", "PoolPaymentMade", "advanced and repaid", "Sold")
                    .contains("only POOL_STOPPED", "only POOL_DAY_LIMIT", "advance voided")
                    .contains("in parts", "overdue", "part WRITTEN_OFF", "handed over")
                    .containsAll(List.of("Resume", "Split", "NotGivenBack", "Revoked", "Early"));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** For people, and for {@code ./bonafide bench simulate}, which shows lines that begin so. */
    private static void tell(String text) {
        text.lines().forEach(line -> System.out.println("model: " + line));
    }
}
