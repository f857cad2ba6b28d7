package dev.bonafide.launcher.deadletter;

import static java.util.Objects.requireNonNull;

import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.port.PortCheck;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letters of an installation, read from and sent through Kafka directly. */
public final class DeadLetters {
    /** The consumer group whose position says what was sent again. */
    static final String GROUP = "bonafide-dlq-replay";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Site site;

    /**
     * The dead letters of this installation.
     *
     * @throws Refused when Kafka is not running
     */
    public DeadLetters(Site site) {
        if (!PortCheck.answers(site.port(Server.KAFKA))) {
            throw new Refused("Kafka is not running at " + site.address(Server.KAFKA) + ". Start it: ./bonafide up");
        }
        this.site = site;
    }

    /**
     * A topic with dead letters.
     *
     * @param name with its ending
     * @param waiting not sent again yet
     * @param total all it holds
     */
    public record Topic(String name, long waiting, long total) {}

    /**
     * One dead letter.
     *
     * @param replayed whether it was sent again
     */
    public record Letter(ConsumerRecord<byte[], byte[]> written, boolean replayed) {
        /** Its event id, or empty. */
        public String eventId() {
            return header(DeadLetterHeaders.EVENT_ID);
        }

        /** A header as text, or empty. */
        public String header(String name) {
            return DeadLetterHeaders.text(written.headers(), name).orElse("");
        }
    }

    /** Every topic of dead letters. */
    public List<Topic> topics() throws InterruptedException {
        var topics = new ArrayList<Topic>();
        for (var name : names()) {
            var letters = read(name);
            topics.add(new Topic(
                    name, letters.stream().filter(letter -> !letter.replayed()).count(), letters.size()));
        }
        return topics;
    }

    /** The letters of a topic in the order in which they were put aside. */
    public List<Letter> letters(String topic) throws InterruptedException {
        return read(existing(topic));
    }

    /** Sends again what was not sent again yet, or only the letters of that event; gives how many went. */
    public int replay(String topic, Optional<String> eventId) throws InterruptedException {
        var name = existing(topic);
        var letters = read(name).stream()
                .filter(letter -> !letter.replayed())
                .filter(letter -> eventId.isEmpty() || letter.eventId().equals(eventId.get()))
                .toList();
        if (letters.isEmpty()) {
            return 0;
        }
        try (var producer =
                new KafkaProducer<byte[], byte[]>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var letter : letters) {
                // One after the other: the order in the partition is the order in which they were put aside.
                producer.send(again(letter, name)).get();
            }
        } catch (ExecutionException e) {
            throw new Failed("A dead letter could not be sent again: " + e.getCause());
        }
        remember(letters);
        return letters.size();
    }

    private static ProducerRecord<byte[], byte[]> again(Letter letter, String deadLetterTopic) {
        var record = letter.written();
        return new ProducerRecord<>(
                DeadLetterHeaders.origin(record.headers(), deadLetterTopic),
                null,
                record.key(),
                record.value(),
                DeadLetterHeaders.forReplay(record.headers()));
    }

    private void remember(List<Letter> letters) {
        Map<TopicPartition, Collection<Long>> sent = new HashMap<>();
        letters.forEach(letter -> sent.computeIfAbsent(
                        new TopicPartition(
                                letter.written().topic(), letter.written().partition()),
                        _ -> new ArrayList<>())
                .add(letter.written().offset()));
        try (var consumer = consumer()) {
            var replayed = replayed(consumer, sent.keySet());
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            sent.forEach((partition, offsets) -> {
                var now = of(replayed, partition).with(offsets);
                positions.put(partition, new OffsetAndMetadata(now.before(), now.metadata()));
            });
            consumer.commitSync(positions);
        }
    }

    private List<Letter> read(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            var replayed = replayed(consumer, partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var letters = new ArrayList<Letter>();
            var open = new HashSet<>(partitions);
            while (!open.isEmpty()) {
                open.removeIf(partition -> consumer.position(partition) >= of(ends, partition));
                for (var record : consumer.poll(open.isEmpty() ? Duration.ZERO : POLL)) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    letters.add(new Letter(record, of(replayed, partition).contains(record.offset())));
                }
            }
            letters.sort(
                    (a, b) -> Long.compare(a.written().timestamp(), b.written().timestamp()));
            return letters;
        }
    }

    private static Map<TopicPartition, ReplayedOffsets> replayed(
            KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        var positions = consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, ReplayedOffsets> replayed = new HashMap<>();
        var beginnings = consumer.beginningOffsets(partitions);
        for (var partition : partitions) {
            var position = Optional.ofNullable(positions.get(partition));
            replayed.put(
                    partition,
                    position.map(at -> ReplayedOffsets.read(at.offset(), at.metadata()))
                            .orElseGet(() -> ReplayedOffsets.read(of(beginnings, partition), "")));
        }
        return replayed;
    }

    private static <T> T of(Map<TopicPartition, T> facts, TopicPartition partition) {
        return requireNonNull(facts.get(partition), () -> "Kafka said nothing of " + partition);
    }

    private List<String> names() throws InterruptedException {
        try (var admin = Admin.create(client())) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith(DeadLetterHeaders.SUFFIX))
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw new Failed("Kafka does not list its topics: " + e.getCause());
        }
    }

    /** The full name of a topic that exists; the ending may be left out. */
    private String existing(String topic) throws InterruptedException {
        var full = topic.endsWith(DeadLetterHeaders.SUFFIX) ? topic : topic + DeadLetterHeaders.SUFFIX;
        var names = names();
        if (!names.contains(full)) {
            throw new Refused("There is no topic " + full + ". Topics with dead letters: "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return full;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = client();
        settings.put("group.id", GROUP);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Properties client() {
        var settings = new Properties();
        settings.putAll(new TreeMap<>(Map.of(
                "bootstrap.servers", site.address(Server.KAFKA),
                "client.id", "bonafide-dlq",
                "default.api.timeout.ms", "15000",
                "request.timeout.ms", "10000")));
        return settings;
    }
}
