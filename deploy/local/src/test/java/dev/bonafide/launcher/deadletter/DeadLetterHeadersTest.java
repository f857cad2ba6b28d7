package dev.bonafide.launcher.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {

    @Test
    void aReplayedRecordCarriesWhatItCarriedBeforeAndSaysThatItIsSentAgain() {
        var headers =
                headers("ce_id", "e-1", "traceparent", "00-1-2-01", "dlq_reason", "no such order", "dlq_offset", "7");

        var again = DeadLetterHeaders.forReplay(headers);

        assertThat(again).extracting(Header::key).containsExactly("ce_id", "traceparent", "dlq_replay");
        assertThat(DeadLetterHeaders.text(headers, "ce_id")).contains("e-1");
    }

    @Test
    void aRecordReplayedTwiceSaysSoOnce() {
        var again = DeadLetterHeaders.forReplay(headers("ce_id", "e-1", "dlq_replay", "true"));

        assertThat(again).extracting(Header::key).containsExactly("ce_id", "dlq_replay");
    }

    @Test
    void theOriginIsWhatTheHeaderSaysAndElseTheTopicsOwnName() {
        assertThat(DeadLetterHeaders.origin(headers("dlq_topic", "escrow.orders"), "other.dlq"))
                .isEqualTo("escrow.orders");
        assertThat(DeadLetterHeaders.origin(headers(), "escrow.orders.dlq")).isEqualTo("escrow.orders");
    }

    private static Headers headers(String... namesAndValues) {
        var headers = new RecordHeaders();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
