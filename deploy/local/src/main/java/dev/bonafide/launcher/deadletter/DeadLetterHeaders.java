package dev.bonafide.launcher.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers a dead letter carries beside those of the record it was. */
public final class DeadLetterHeaders {
    /** Ending of the topics that hold dead letters. */
    public static final String SUFFIX = ".dlq";

    /** The event's own id; the inbox of a reader knows it again after a replay. */
    public static final String EVENT_ID = "ce_id";

    /** The event's type. */
    public static final String EVENT_TYPE = "ce_type";

    static final String REASON = "dlq_reason";
    static final String CONSUMER = "dlq_consumer";
    static final String TOPIC = "dlq_topic";
    static final String PARTITION = "dlq_partition";
    static final String OFFSET = "dlq_offset";
    static final String FAILED_AT = "dlq_failed_at";
    static final String REPLAY = "dlq_replay";

    private static final String PREFIX = "dlq_";

    private DeadLetterHeaders() {}

    /** The last header of that name as text. */
    public static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** Where the record came from: its own word, or the topic's name without the ending. */
    public static String origin(Headers headers, String deadLetterTopic) {
        return text(headers, TOPIC)
                .orElseGet(() -> deadLetterTopic.substring(0, deadLetterTopic.length() - SUFFIX.length()));
    }

    /** The headers of the record as it was, with a note that it is sent again. */
    public static List<Header> forReplay(Headers headers) {
        var kept = new ArrayList<Header>();
        for (var header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                kept.add(header);
            }
        }
        kept.add(new RecordHeader(REPLAY, "true".getBytes(StandardCharsets.UTF_8)));
        return kept;
    }
}
