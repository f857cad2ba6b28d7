package dev.bonafide.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aPositionIsTheSameAfterItsTextIsRead() {
        Position position = Position.before(77, NOON);
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            position.tell(event("escrow.orders", random.nextInt(12), random.nextLong(1L << 40), NOON));
        }
        position.tell(event("listing.listings", 3, 9, NOON));
        Position read = Position.parse(position.text()).orElseThrow();
        assertThat(read.text()).isEqualTo(position.text());
        assertThat(read.isOf(77)).isTrue();
        assertThat(read.isOf(78)).isFalse();
        assertThat(read.covers(event("listing.listings", 3, 9, NOON))).isTrue();
        assertThat(read.covers(event("listing.listings", 3, 10, NOON))).isFalse();
        assertThat(read.covers(event("listing.listings", 4, 0, NOON))).isFalse();
        assertThat(read.covers(event("dispute.disputes", 3, 1, NOON))).isFalse();
    }

    @Test
    void aPositionInEveryPartitionOfEveryTopicFitsIntoAHeader() {
        Position position = Position.before(77, NOON);
        for (int topic = 0; topic < 14; topic++) {
            for (int partition = 0; partition < 12; partition++) {
                position.tell(event("topic-" + topic, partition, 2_000_000_000L, NOON));
            }
        }
        assertThat(position.text()).hasSizeLessThan(2048);
    }

    @Test
    void completenessAllowsForClocksThatDiffer() {
        Position position = Position.before(77, Instant.EPOCH);
        position.tell(event("escrow.orders", 0, 1, NOON));
        assertThat(position.completeTo()).isEqualTo(NOON.minusSeconds(5));
        position.tell(event("escrow.orders", 1, 1, NOON.minusSeconds(60)));
        assertThat(position.completeTo()).isEqualTo(NOON.minusSeconds(5));
        position.caughtUp(NOON.plusSeconds(60));
        assertThat(position.completeTo()).isEqualTo(NOON.plusSeconds(55));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "%%%",
                "AQ",
                "AgAAAAAAAA",
                "019aa1f0-0006-7001-8000-000000001771",
                "____________________"
            })
    void aTextThatIsNoPositionIsNone(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }

    @Test
    void aTextThatClaimsToBeEndlessIsNone() {
        assertThat(Position.parse("A".repeat(100_000))).isEmpty();
        byte[] endless = new byte[1000];
        java.util.Arrays.fill(endless, (byte) 0xFF);
        endless[0] = 1;
        assertThat(Position.parse(Base64.getUrlEncoder().encodeToString(endless)))
                .isEmpty();
    }

    private static LiveEvent event(String topic, int partition, long offset, Instant loggedAt) {
        return new LiveEvent("id", "Something", "{}", Set.of(), Place.of(topic, partition), offset, loggedAt);
    }
}
