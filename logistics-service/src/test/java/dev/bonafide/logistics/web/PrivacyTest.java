package dev.bonafide.logistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.Stack;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PrivacyTest extends ServiceTest {

    private static final List<String> PLANTED = List.of("欧阳无痕", "13577778888", "忘忧巷九十九号");

    @Test
    void whatWasPlantedIsInNoTopicAndInNoMetric() {
        Deal deal = deal();
        putAddress(
                        deal.buyer(),
                        deal.addressId(),
                        Map.of("recipient", "欧阳无痕", "phone", "+8613577778888", "line", "忘忧巷九十九号", "cityCode", "310100"),
                        null)
                .then()
                .statusCode(201);
        fund(deal);
        String number = number("SILENT");
        UUID id = registered(deal, number);
        String gossip = """
                {"events": [{"number": "%s", "eventId": "e1", "code": "PUP", "at": "%s", "city": "忘忧巷九十九号",
                             "text": "欧阳无痕 13577778888"},
                            {"number": "%s", "eventId": "e2", "code": "欧阳无痕 13577778888", "at": "%s"},
                            {"number": "%s", "eventId": "e3", "code": "DLV", "at": "%s"}]}""".formatted(number, clock.instant(), number, clock.instant(), number, clock.instant());
        webhook("m-" + UUID.randomUUID(), gossip).then().statusCode(200);
        probe.await(DELIVERED, id);

        String everything = allRecords();
        assertThat(everything).contains(id.toString()).doesNotContain(number);
        String metrics = RestAssured.get("/q/metrics").asString();
        for (String secret : PLANTED) {
            assertThat(everything).doesNotContain(secret);
            assertThat(metrics).doesNotContain(secret);
        }
    }

    private static String allRecords() {
        var text = new StringBuilder();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Stack.kafka().start()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> !topic.getKey().startsWith("__"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    text.append(record.value()).append('\n');
                    record.headers().forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
                });
            }
        }
        return text.toString();
    }
}
