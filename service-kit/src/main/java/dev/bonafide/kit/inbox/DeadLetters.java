package dev.bonafide.kit.inbox;

import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.inbox.Reading.UnreadableRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that a consumer could not take, on {@code <topic>.dlq}: key, value and headers as they came, and the reason
 * beside them. {@code ./bonafide dlq} lists, shows and replays them.
 */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int REASON_LENGTH_MAX = 1000;

    private final KitConfig.Inbox config;
    private final BusinessClock clock;
    private final MeterRegistry meters;
    private final Map<String, Object> brokerConfig;
    private @Nullable Producer<String, byte[]> producer;

    DeadLetters(
            KitConfig config,
            BusinessClock clock,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> brokerConfig) {
        this.config = config.inbox();
        this.clock = clock;
        this.meters = meters;
        this.brokerConfig = brokerConfig;
    }

    /** Name of the topic for dead letters of the given topic. */
    public static String topicOf(String topic) {
        return topic + ".dlq";
    }

    /** Puts the record on its topic for dead letters, however long that takes; completes when the broker has it. */
    Uni<Void> setAside(String consumer, ConsumerRecord<String, byte[]> record, Throwable reason) {
        LOG.errorf(
                reason instanceof UnreadableRecord ? null : reason,
                "Dead letter from %s-%d offset %d: %s",
                record.topic(),
                record.partition(),
                record.offset(),
                reason.getMessage());
        meters.counter("bonafide.events.dead", "topic", record.topic()).increment();
        return send(consumer, record, reason)
                .onFailure()
                .retry()
                .withBackOff(config.backOff(), config.backOffMax())
                .indefinitely();
    }

    private Uni<Void> send(String consumer, ConsumerRecord<String, byte[]> record, Throwable reason) {
        var headers = new RecordHeaders(record.headers().toArray());
        EventHeaders.add(headers, "dlq_reason", shortened(reason));
        EventHeaders.add(headers, "dlq_consumer", consumer);
        EventHeaders.add(headers, "dlq_topic", record.topic());
        EventHeaders.add(headers, "dlq_partition", Integer.toString(record.partition()));
        EventHeaders.add(headers, "dlq_offset", Long.toString(record.offset()));
        EventHeaders.add(headers, "dlq_failed_at", clock.machineInstant().toString());
        var letter = new ProducerRecord<>(topicOf(record.topic()), null, record.key(), record.value(), headers);
        return Uni.createFrom().<Void>emitter(emitter -> {
            // Sending may wait for metadata, which an event loop must not.
            Thread.ofVirtual().start(() -> {
                try {
                    producer().send(letter, (_, failure) -> {
                        if (failure == null) {
                            emitter.complete(null);
                        } else {
                            emitter.fail(failure);
                        }
                    });
                } catch (RuntimeException failure) {
                    emitter.fail(failure);
                }
            });
        });
    }

    private static String shortened(Throwable reason) {
        var text = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        return text.length() <= REASON_LENGTH_MAX ? text : text.substring(0, REASON_LENGTH_MAX);
    }

    private synchronized Producer<String, byte[]> producer() {
        var present = producer;
        if (present == null) {
            var settings = new HashMap<>(brokerConfig);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            present = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = present;
        }
        return present;
    }

    @PreDestroy
    synchronized void close() {
        var present = producer;
        if (present != null) {
            present.close(Duration.ofSeconds(1));
        }
    }
}
