package dev.bonafide.risk.stream;

import dev.bonafide.kit.inbox.DeadLetters;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.DecisionMadeV1;
import dev.bonafide.risk.rule.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The shape of the stream.
 *
 * <pre>
 * sources ─▶ intake ─▶ risk.visits ─▶ visitor (stores: subjects, decisions) ─▶ risk.decisions, risk.decision-log
 *                           ▲             │ stops left
 *                           └─────────────┘
 * </pre>
 */
public final class RiskTopology {
    static final String SUBJECTS = "subjects";
    static final String DECISIONS = "decisions";

    static final String SET_OUT = "set-out";
    static final String ONWARD = "onward";
    static final String TOLD = "told";
    static final String LOGGED = "logged";
    static final String DEAD_EVENTS = "dead-events";
    static final String DEAD_VISITS = "dead-visits";

    private static final String EVENTS = "events";
    private static final String INTAKE = "intake";
    private static final String VISITS = "visits";
    private static final String VISITOR = "visitor";

    private RiskTopology() {}

    /**
     * Builds it.
     *
     * @param clock business time, for the time of decisions
     * @param machine machine time, for the time of records
     */
    public static Topology build(
            EventReaders readers, Policy policy, Clock clock, InstantSource machine, MeterRegistry meters) {
        var topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                EVENTS,
                new BusinessTime(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topics.SOURCES.toArray(String[]::new));
        topology.addProcessor(INTAKE, () -> new Intake(readers, machine, meters), EVENTS);
        topology.addSource(
                AutoOffsetReset.earliest(),
                VISITS,
                new BusinessTime(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topics.VISITS);
        topology.addProcessor(VISITOR, () -> new Visitor(new Judgement(policy, clock), machine, meters), VISITS);
        topology.addStateStore(store(SUBJECTS), VISITOR);
        topology.addStateStore(store(DECISIONS), VISITOR);
        // A sink that both shared would weld the two halves into one task; they scale apart.
        sink(topology, SET_OUT, Topics.VISITS, INTAKE);
        sink(topology, ONWARD, Topics.VISITS, VISITOR);
        sink(topology, TOLD, DecisionMadeV1.TOPIC, VISITOR);
        sink(topology, LOGGED, DecisionLoggedV1.TOPIC, VISITOR);
        deadLetters(topology, DEAD_EVENTS, INTAKE);
        deadLetters(topology, DEAD_VISITS, VISITOR);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                // Business time may run ahead of the broker's clock; the broker shall not mind.
                .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    private static void sink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), parents);
    }

    private static void deadLetters(Topology topology, String name, String parent) {
        TopicNameExtractor<String, byte[]> besideItsOrigin =
                (key, value, origin) -> DeadLetters.topicOf(origin.topic());
        topology.addSink(name, besideItsOrigin, new StringSerializer(), new ByteArraySerializer(), parent);
    }
}
