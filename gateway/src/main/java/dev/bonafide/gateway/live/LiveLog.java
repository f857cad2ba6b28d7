package dev.bonafide.gateway.live;

import dev.bonafide.gateway.config.LiveConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads every partition of the topics from the start of the window, for ever, on a thread of its own and in no group. */
@ApplicationScoped
public class LiveLog {

    private static final Logger LOG = Logger.getLogger(LiveLog.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final LiveConfig config;
    private final LiveFeeds feeds;
    private final LiveReader reader;
    private final Clock clock;
    private final Map<String, Object> kafka;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread thread;

    LiveLog(
            LiveConfig config,
            LiveFeeds feeds,
            LiveReader reader,
            Clock clock,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.feeds = feeds;
        this.reader = reader;
        this.clock = clock;
        this.kafka = kafka;
    }

    void onStart(@Observes StartupEvent start) {
        thread = Thread.ofPlatform().name("live-log").daemon().start(this::run);
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping.countDown();
        @Nullable KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        @Nullable Thread running = thread;
        if (running != null) {
            running.join(LEAVE);
        }
    }

    private void run() {
        LiveFollower follower = new LiveFollower(config, feeds, reader, clock);
        try {
            while (!isStopping()) {
                try {
                    int log = logNumber();
                    try (var reading = new KafkaConsumer<byte[], byte[]>(
                            consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                        consumer = reading;
                        follower.begin(reading, log);
                        while (!isStopping()) {
                            follower.step(reading);
                        }
                    }
                } catch (WakeupException woken) {
                    LOG.debug("Woken to stop");
                } catch (InterruptException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (KafkaException failed) {
                    LOG.warnf("Live updates pause: %s", failed.toString());
                } catch (RuntimeException broken) {
                    // A thread that dies here would leave streams that are open and say nothing.
                    LOG.error("Live updates pause", broken);
                }
                if (stopping.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Tells the log of this cluster from that of another one, whose offsets mean nothing here. */
    private int logNumber() throws InterruptedException {
        try (Admin admin = Admin.create(settings())) {
            return admin.describeCluster()
                    .clusterId()
                    .get(BACK_OFF.toMillis() * 5, TimeUnit.MILLISECONDS)
                    .hashCode();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException away) {
            throw new KafkaException("The broker cannot be asked", away);
        }
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return settings;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-live");
        return settings;
    }
}
