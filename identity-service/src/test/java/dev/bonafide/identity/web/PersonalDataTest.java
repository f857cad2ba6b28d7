package dev.bonafide.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.events.TrustLevelChangedV1;
import dev.bonafide.identity.verification.MadeUpIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones, names, id numbers and codes are planted, and then looked for wherever this service leaves anything. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PersonalDataTest {

    private static final String NAME = "欧阳藏名";

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final StringBuffer log = new StringBuffer();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.append(line.getMessage()).append(' ').append(String.valueOf(line.getThrown()));
            Object[] parameters = line.getParameters();
            for (Object parameter : parameters == null ? new Object[0] : parameters) {
                log.append(' ').append(parameter);
            }
            log.append('\n');
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    @Test
    void no_phone_name_id_number_or_code_is_in_a_topic_a_row_or_a_log_line() {
        Person person = Person.member();
        String phone = Person.newPhone();
        String idNumber = MadeUpIds.next();
        String verification =
                person.startsPhone(phone).statusCode(202).extract().path("verificationId");
        String code = person.lastCode();
        person.answers(verification, person.wrongCode()).statusCode(422);
        person.answers(verification, code).statusCode(200);
        person.startsRealName(NAME, idNumber.replace('1', '２')).statusCode(422);
        String realName =
                person.startsRealName(NAME, idNumber).statusCode(202).extract().path("verificationId");
        await().until(() -> person.stage(realName), equalTo("VERIFIED"));
        // A question that waits for its provider is the only moment in which the number lies here, and then sealed.
        Person waiting = Person.member();
        String waitingNumber = MadeUpIds.next();
        waiting.startsRealName(NAME + "不可用", waitingNumber).statusCode(202);
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(
                    TrustLevelChangedV1.TYPE,
                    person.id(),
                    data -> data.path("to").asText().equals("L2"));
        }

        List<String> planted = List.of(phone.substring(3), idNumber, waitingNumber, idNumber.substring(0, 14), NAME);
        for (String secret : planted) {
            assertThat(records()).noneMatch(text -> text.contains(secret));
            assertThat(log).doesNotContain(secret);
            assertThat(rowsThatShow(secret)).isEmpty();
        }
        assertThat(new Rows(database).all("select code from verification where code is not null"))
                .doesNotContain(code);
        assertThat(new Rows(database).all("select id_last4 from verification where id = cast(? as uuid)", realName))
                .containsExactly(idNumber.substring(14));
    }

    /** Tables with a row that holds the text, in plain or as the bytes of a column. */
    private List<String> rowsThatShow(String text) {
        Rows rows = new Rows(database);
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        List<String> found = new ArrayList<>();
        List<Object> tables =
                rows.all("select table_name from information_schema.tables where table_schema = 'public'");
        assertThat(tables).hasSizeGreaterThan(10);
        for (Object table : tables) {
            String sql = "select count(*) from \"" + table + "\" t where t::text like ? or t::text like ?";
            if (rows.count(sql, "%" + text + "%", "%" + hex + "%") > 0) {
                found.add(table.toString());
            }
        }
        return found;
    }

    /** Everything on the broker: keys, values and headers. */
    private List<String> records() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        List<String> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> info.topic().startsWith("identity."))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(one -> records.add(text(one)));
            }
        }
        assertThat(records).isNotEmpty();
        return records;
    }

    private static String text(ConsumerRecord<byte[], byte[]> one) {
        StringBuilder text = new StringBuilder(new String(one.value(), StandardCharsets.UTF_8))
                .append(new String(one.key(), StandardCharsets.UTF_8));
        one.headers().forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
