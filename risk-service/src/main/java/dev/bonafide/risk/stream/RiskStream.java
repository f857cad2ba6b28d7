package dev.bonafide.risk.stream;

import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.risk.config.RiskConfig;
import dev.bonafide.risk.desk.PolicyDesk;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the stream beside the rest of the service. It starts once the rule set is kept and its topics exist, and tries again
 * while the database or the broker is away; the service answers requests meanwhile.
 */
@ApplicationScoped
public class RiskStream {
    /** Name of the application on the broker: its consumer group and the prefix of its internal topics. */
    public static final String APPLICATION_ID = "risk-stream";

    private static final Logger LOG = Logger.getLogger(RiskStream.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final RiskConfig.Stream config;
    private final PolicyDesk policies;
    private final EventReaders readers;
    private final BusinessClock clock;
    private final MeterRegistry meters;
    private final Map<String, Object> brokerConfig;
    private volatile boolean running = true;
    private volatile @Nullable KafkaStreams streams;
    private @Nullable Thread starter;

    RiskStream(
            RiskConfig config,
            PolicyDesk policies,
            BusinessClock clock,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> brokerConfig) {
        this.config = config.stream();
        this.policies = policies;
        this.readers = new EventReaders(policies.screener());
        this.clock = clock;
        this.meters = meters;
        this.brokerConfig = brokerConfig;
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        starter = Thread.ofVirtual().name("risk-stream-start").start(this::startWhenPossible);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var starting = starter;
        if (starting != null) {
            starting.interrupt();
            starting.join(CLOSE_PATIENCE);
        }
        var present = streams;
        if (present != null) {
            present.close(CLOSE_PATIENCE);
        }
    }

    /** Where the stream is in its life; {@code CREATED} until it could start. */
    public KafkaStreams.State state() {
        var present = streams;
        return present == null ? KafkaStreams.State.CREATED : present.state();
    }

    private void startWhenPossible() {
        while (running) {
            try {
                policies.keepLive();
                var origin = prepareBroker();
                var made = new KafkaStreams(
                        RiskTopology.build(readers, policies.live(), clock, clock::machineInstant, meters),
                        settings(origin));
                made.setUncaughtExceptionHandler(failure -> {
                    LOG.error("A thread of the stream died and is replaced", failure);
                    return StreamThreadExceptionResponse.REPLACE_THREAD;
                });
                streams = made;
                made.start();
                return;
            } catch (InterruptedException stopped) {
                return;
            } catch (ExecutionException | RuntimeException away) {
                if (!running) {
                    return;
                }
                LOG.warnf("The stream cannot start yet: %s", away.toString());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Makes missing topics and answers what the stream's state belongs to. */
    private String prepareBroker() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(adminConfig())) {
            Topics.ensure(admin, config.partitions());
            return Topics.origin(admin);
        }
    }

    private Map<String, Object> adminConfig() {
        var settings = connection();
        settings.put("client.id", APPLICATION_ID + "-admin");
        return settings;
    }

    /** How to reach the broker, and as whom. */
    private Map<String, Object> connection() {
        var settings = new HashMap<String, Object>();
        brokerConfig.forEach((name, value) -> {
            if (name.equals("bootstrap.servers")
                    || name.startsWith("security.")
                    || name.startsWith("sasl.")
                    || name.startsWith("ssl.")) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    private Properties settings(String origin) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.putAll(connection());
        // Topics that were made anew must not meet the state of those before them.
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDirectory().resolve(origin).toAbsolutePath().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.POLL_MS_CONFIG, 100);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        settings.put(BoundedRocks.CACHE_BYTES, Long.toString(config.storeCacheBytes()));
        settings.put(BoundedRocks.WRITE_BYTES, Long.toString(config.storeWriteBytes()));
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 8 * 1024 * 1024);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 4 * 1024 * 1024);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 5000);
        return settings;
    }

    private boolean pause() {
        try {
            Thread.sleep(config.startPause());
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
