package dev.bonafide.risk.stream;

import dev.bonafide.kit.inbox.DeadLetters;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.DecisionMadeV1;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the stream. It does not run on topics that do not exist, so it makes those that are missing. */
final class Topics {
    /** What it reads. */
    static final List<String> SOURCES =
            List.of("identity.accounts", "identity.scores", "listing.listings", "escrow.orders");

    /** Facts on their way from subject to subject. */
    static final String VISITS = "risk.visits";

    /**
     * Facts carry business time in their headers. The broker's own time on the record keeps retention honest when facts of
     * long ago pass through, and when the clock of a sandbox runs ahead.
     */
    private static final Map<String, String> VISITS_CONFIG = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(2).toMillis()),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
            TopicConfig.COMPRESSION_TYPE_CONFIG, "lz4");

    private Topics() {}

    /** Makes the topics that are missing. */
    static void ensure(Admin admin, int partitions) throws InterruptedException, ExecutionException {
        var wanted = new ArrayList<NewTopic>();
        for (var source : SOURCES) {
            wanted.add(topic(source, partitions));
            wanted.add(topic(DeadLetters.topicOf(source), 1));
        }
        wanted.add(topic(VISITS, partitions).configs(VISITS_CONFIG));
        wanted.add(topic(DeadLetters.topicOf(VISITS), 1));
        wanted.add(topic(DecisionMadeV1.TOPIC, partitions));
        wanted.add(topic(DecisionLoggedV1.TOPIC, partitions));
        var existing = admin.listTopics().names().get();
        wanted.removeIf(topic -> existing.contains(topic.name()));
        for (var made : admin.createTopics(wanted).values().values()) {
            try {
                made.get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
        }
    }

    /** What the state of the stream belongs to: an id that the topic of facts was given when it was made, and no other is. */
    static String origin(Admin admin) throws InterruptedException, ExecutionException {
        var facts = admin.describeTopics(List.of(VISITS)).topicNameValues().get(VISITS);
        return VISITS + "-" + Objects.requireNonNull(facts).get().topicId();
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }
}
