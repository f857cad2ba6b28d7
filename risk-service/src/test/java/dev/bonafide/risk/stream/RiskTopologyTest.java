package dev.bonafide.risk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.DecisionMadeV1;
import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.rule.CelPolicy;
import dev.bonafide.risk.rule.PolicyText;
import dev.bonafide.risk.screening.Screener;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream without a broker: real topology, real stores, real rules. */
class RiskTopologyTest {
    private static final Instant DAY_ZERO = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final Instant DECIDED = Instant.parse("2026-11-03T12:34:56Z");

    @TempDir
    Path stateDirectory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestOutputTopic<String, byte[]> decisions;
    private TestOutputTopic<String, byte[]> log;
    private long nextId;

    @BeforeEach
    void open() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "risk-stream");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        var policy = CelPolicy.compile(PolicyText.load("2026-11"));
        driver = new TopologyTestDriver(
                RiskTopology.build(
                        new EventReaders(Screener.load()),
                        policy,
                        Clock.fixed(DECIDED, ZoneOffset.UTC),
                        InstantSource.fixed(DECIDED),
                        meters),
                settings);
        decisions = output(DecisionMadeV1.TOPIC);
        log = output(DecisionLoggedV1.TOPIC);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aNewAccountWithTenCheapPhonesWithinAnHourIsRestrictedLongBeforeTheTenth_AS11() {
        marketOf(25, 300_000);
        var seller = account(NOON.minus(Duration.ofHours(48)), "L1");
        for (int i = 0; i < 10; i++) {
            submit(id(), seller, 135_000, "iPhone 15 第" + i, NOON.plusSeconds(300L * i));
        }
        var outcomes = logged().stream().map(DecisionLoggedV1::outcome).toList();
        assertThat(outcomes.subList(0, 2)).containsOnly(Outcome.TIP);
        assertThat(outcomes.subList(2, 10)).containsOnly(Outcome.RESTRICT);
    }

    @Test
    void anEstablishedShopWithTenPhonesAtMarketPriceIsUntouched_AS11() {
        marketOf(25, 300_000);
        var shop = account(NOON.minus(Duration.ofDays(900)), "L2");
        for (int i = 0; i < 10; i++) {
            submit(id(), shop, 295_000, "iPhone 15 第" + i, NOON.plusSeconds(60L * i));
        }
        assertThat(logged()).hasSize(10).allSatisfy(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(decision.hits()).isEmpty();
        });
    }

    @Test
    void aDecisionIsWrittenAsEveryEventOfTheHouseIs() {
        var seller = account(NOON.minus(Duration.ofDays(90)), "L2");
        var listing = id();
        var event = submit(listing, seller, 300_000, "加微信 abc12345", NOON);
        var record = decisions.readRecord();
        Contracts.assertValid(DecisionMadeV1.TYPE, new String(record.value(), StandardCharsets.UTF_8));
        assertThat(record.key()).isEqualTo(listing.toString());
        var payload = EventJson.read(new String(record.value(), StandardCharsets.UTF_8), DecisionMadeV1.class);
        assertThat(header(record, EventHeaders.ID))
                .isEqualTo(payload.decisionId().toString());
        assertThat(header(record, EventHeaders.TYPE)).isEqualTo("bonafide.risk.DecisionMade.v1");
        assertThat(header(record, EventHeaders.SUBJECT)).isEqualTo(listing.toString());
        assertThat(header(record, EventHeaders.PARTITION_KEY)).isEqualTo(listing.toString());
        assertThat(header(record, EventHeaders.SOURCE)).isEqualTo("/risk-service");
        assertThat(header(record, EventHeaders.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(header(record, EventHeaders.TIME)).isEqualTo(DECIDED.toString());
        assertThat(header(record, EventHeaders.CAUSATION_ID)).isEqualTo(event.toString());
        assertThat(header(record, EventHeaders.CORRELATION_ID)).isEqualTo("request-7");
        assertThat(header(record, EventHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        var decision = logged().getFirst();
        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decision.hits()).extracting(Hit::ruleId).containsExactly("T01");
        assertThat(decision.features()).containsEntry("text.lure", 5);
        assertThat(decision.descriptionHits()).isNotEmpty();
    }

    @Test
    void aBurstThatArrivesOutOfOrderIsSeenAllTheSame() {
        marketOf(25, 300_000);
        var seller = account(NOON.minus(Duration.ofHours(48)), "L1");
        submit(id(), seller, 135_000, "成色好", NOON.plusMillis(3));
        submit(id(), seller, 135_000, "成色好", NOON.plusMillis(1));
        submit(id(), seller, 135_000, "成色好", NOON.plusMillis(2));
        assertThat(logged()).extracting(DecisionLoggedV1::outcome).last().isEqualTo(Outcome.RESTRICT);
    }

    @Test
    void stateThatIsRebuiltFromTheSameEventsDecidesTheSame() {
        var first = replayOfADay();
        close();
        stateDirectory = stateDirectory.resolve("again");
        open();
        assertThat(replayOfADay()).isEqualTo(first);
    }

    /** A day on the market, with ids that are the same each time. */
    private List<DecisionLoggedV1> replayOfADay() {
        nextId = 0;
        marketOf(25, 300_000);
        var seller = account(NOON.minus(Duration.ofHours(48)), "L1");
        for (int i = 0; i < 5; i++) {
            submit(id(), seller, 135_000 + i, i == 3 ? "加V abc12345" : "成色好", NOON.plusSeconds(300L * i));
            place(seller, 400_000L * i, NOON.plusSeconds(310L * i));
        }
        return logged();
    }

    @Test
    void noWordOfAPersonLeavesIntake() {
        var seller = account(NOON.minus(Duration.ofDays(90)), "L2");
        submit(id(), seller, 300_000, "加微信 secret12345", NOON);
        decisions.readRecordsToList();
        assertThat(log.readRecordsToList())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("secret12345"));
    }

    @Test
    void anEventThatComesAgainGetsTheSameAnswerAndCountsOnce() {
        marketOf(25, 300_000);
        var seller = account(NOON.minus(Duration.ofHours(48)), "L1");
        var listing = id();
        var first = submit(listing, seller, 135_000, "x", NOON);
        submit(id(), seller, 135_000, "x", NOON.plusSeconds(1));
        var original = decisions.readRecordsToList();
        submit(first, listing, seller, 135_000, "x", NOON);
        assertThat(decisions.readRecordsToList()).singleElement().satisfies(again -> {
            assertThat(again.value()).isEqualTo(original.getFirst().value());
            assertThat(header(again, EventHeaders.ID)).isEqualTo(header(original.getFirst(), EventHeaders.ID));
        });
        submit(id(), seller, 300_000, "x", NOON.plusSeconds(2));
        assertThat(logged().getLast().features()).containsEntry("acct.pub1h", 3).containsEntry("acct.cheap24h", 2);
    }

    @Test
    void oneEventIsOneDecisionWhateverItIsDecidedOn() {
        var fact = new Fact.OrderPlaced(id(), id(), 5);
        var event = id();
        assertThat(Judgement.decisionId(event, fact)).isEqualTo(Judgement.decisionId(event, fact));
        assertThat(Judgement.decisionId(event, fact).version()).isEqualTo(8);
        assertThat(Judgement.decisionId(event, fact)).isNotEqualTo(Judgement.decisionId(id(), fact));
    }

    @Test
    void anAccountThatIsNotKnownYetIsTakenAsNew() {
        var buyer = id();
        place(buyer, 1_000_000, NOON);
        assertThat(logged().getLast().outcome()).isEqualTo(Outcome.REVIEW);
        // The registration comes late; the next order is judged by it.
        send(
                "identity.accounts",
                "bonafide.identity.UserRegistered.v1",
                buyer,
                Map.of("accountId", buyer, "registeredAt", DAY_ZERO.toString(), "language", "en"),
                id(),
                DAY_ZERO);
        place(buyer, 1_000_000, NOON.plusSeconds(1));
        assertThat(logged().getLast().outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void aCutOfThePriceAfterPublicationCountsLikeACheapListing() {
        marketOf(25, 300_000);
        var seller = account(NOON.minus(Duration.ofHours(48)), "L1");
        for (int i = 0; i < 3; i++) {
            var listing = id();
            publish(listing, seller, 300_000, NOON.plusSeconds(i));
            send(
                    "listing.listings",
                    "bonafide.listing.ListingPriceChanged.v1",
                    listing,
                    Map.of("listingId", listing, "sellerId", seller, "price", cny(100_000)),
                    id(),
                    NOON.plusSeconds(100 + i));
        }
        submit(id(), seller, 300_000, "x", NOON.plusSeconds(200));
        var decision = logged().getLast();
        assertThat(decision.features()).containsEntry("acct.cheap24h", 3);
        assertThat(decision.outcome()).isEqualTo(Outcome.RESTRICT);
    }

    @Test
    void aPriceChangeOfAListingNeverSeenIsHarmless() {
        var listing = id();
        send(
                "listing.listings",
                "bonafide.listing.ListingPriceChanged.v1",
                listing,
                Map.of("listingId", listing, "sellerId", id(), "price", cny(1)),
                id(),
                NOON);
        assertThat(output("listing.listings.dlq").isEmpty()).isTrue();
        assertThat(output("risk.visits.dlq").isEmpty()).isTrue();
    }

    @Test
    void salesAndPurchasesGiveStanding() {
        var account = account(NOON.minus(Duration.ofHours(5)), "L1");
        send(
                "listing.listings",
                "bonafide.listing.ListingSold.v1",
                id(),
                Map.of("listingId", id(), "orderId", id(), "sellerId", account),
                id(),
                NOON);
        send(
                "escrow.orders",
                "bonafide.escrow.OrderReleased.v1",
                id(),
                Map.of("orderId", id(), "buyerId", account),
                id(),
                NOON);
        send(
                "identity.scores",
                "bonafide.identity.ScoreRecomputed.v1",
                account,
                Map.of("accountId", account, "score", 612, "asOf", NOON.toString()),
                id(),
                NOON);
        place(account, 1_200_000, NOON);
        var decision = logged().getLast();
        assertThat(decision.features())
                .containsEntry("acct.sales", 1)
                .containsEntry("acct.buys", 1)
                .containsEntry("acct.score", 612);
        assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void aRecordThatIsNoEventIsSetAsideAndTheNextIsTaken() {
        var in = input("listing.listings");
        in.pipeInput(new TestRecord<>(
                "k1",
                "{broken".getBytes(StandardCharsets.UTF_8),
                headers("bonafide.listing.ListingSubmitted.v1", id(), id(), NOON),
                NOON));
        in.pipeInput(new TestRecord<>("k2", "{}".getBytes(StandardCharsets.UTF_8), new RecordHeaders(), NOON));
        in.pipeInput(new TestRecord<>("k3", null, headers("bonafide.listing.ListingSold.v1", id(), id(), NOON), NOON));
        in.pipeInput(new TestRecord<>(
                "k4",
                "whatever".getBytes(StandardCharsets.UTF_8),
                headers("bonafide.listing.Unheard.v9", id(), id(), NOON),
                NOON));
        var dead = output("listing.listings.dlq").readRecordsToList();
        assertThat(dead).extracting(TestRecord::key).containsExactly("k1", "k2", "k3");
        assertThat(header(dead.get(1), "dlq_reason")).contains("There is no ce_type header");
        assertThat(header(dead.getFirst(), "dlq_topic")).isEqualTo("listing.listings");
        assertThat(header(dead.getFirst(), "dlq_consumer")).isEqualTo("risk-stream");
        assertThat(dead.getFirst().headers())
                .extracting(h -> h.key())
                .contains("dlq_partition", "dlq_offset", "dlq_failed_at", "ce_type");
        assertThat(new String(dead.getFirst().value(), StandardCharsets.UTF_8)).isEqualTo("{broken");
        submit(id(), account(DAY_ZERO, "L2"), 1000, "x", NOON);
        assertThat(logged()).hasSize(1);
    }

    @Test
    void aVisitThatCannotBeMadeIsSetAsideAndDecidesNothing() {
        var buyer = id();
        driver.<String, byte[]>getKeyValueStore(RiskTopology.SUBJECTS).put("account:" + buyer, new byte[] {99});
        place(buyer, 100, NOON);
        assertThat(log.isEmpty()).isTrue();
        assertThat(decisions.isEmpty()).isTrue();
        var dead = output("risk.visits.dlq").readRecordsToList();
        assertThat(dead).hasSize(1);
        assertThat(header(dead.getFirst(), "dlq_reason")).contains("Layout 99");
        place(id(), 100, NOON);
        assertThat(logged()).hasSize(1);
    }

    // --- the world around the stream -------------------------------------------------------------------------------

    private void marketOf(int listings, long price) {
        for (int i = 0; i < listings; i++) {
            publish(id(), id(), price, NOON.minus(Duration.ofDays(3)));
        }
    }

    private UUID account(Instant registeredAt, String level) {
        var account = id();
        send(
                "identity.accounts",
                "bonafide.identity.UserRegistered.v1",
                account,
                Map.of("accountId", account, "registeredAt", registeredAt.toString(), "language", "zh-CN"),
                id(),
                registeredAt);
        send(
                "identity.accounts",
                "bonafide.identity.TrustLevelChanged.v1",
                account,
                Map.of("accountId", account, "from", "L0", "to", level, "at", registeredAt.toString()),
                id(),
                registeredAt);
        return account;
    }

    private void publish(UUID listing, UUID seller, long price, Instant at) {
        var event = Contracts.sample("bonafide.listing.ListingPublished.v1");
        fill(event, listing, seller, price);
        send("listing.listings", "bonafide.listing.ListingPublished.v1", listing, event, id(), at);
    }

    private UUID submit(UUID listing, UUID seller, long price, String description, Instant at) {
        var event = id();
        submit(event, listing, seller, price, description, at);
        return event;
    }

    private void submit(UUID event, UUID listing, UUID seller, long price, String description, Instant at) {
        var payload = Contracts.sample("bonafide.listing.ListingSubmitted.v1");
        fill(payload, listing, seller, price);
        payload.put("description", description);
        send("listing.listings", "bonafide.listing.ListingSubmitted.v1", listing, payload, event, at);
    }

    private static void fill(ObjectNode event, UUID listing, UUID seller, long price) {
        event.put("listingId", listing.toString());
        event.put("sellerId", seller.toString());
        event.withObject("/price").put("amountMinor", price);
    }

    private void place(UUID buyer, long total, Instant at) {
        var order = id();
        send(
                "escrow.orders",
                "bonafide.escrow.OrderPlaced.v1",
                order,
                Map.of("orderId", order, "buyerId", buyer, "total", cny(total)),
                id(),
                at);
    }

    private static Map<String, Object> cny(long amountMinor) {
        return Map.of("amountMinor", amountMinor, "currency", "CNY");
    }

    private void send(String topic, String type, UUID subject, Object payload, UUID event, Instant at) {
        input(topic)
                .pipeInput(new TestRecord<>(
                        subject.toString(),
                        EventJson.write(payload).getBytes(StandardCharsets.UTF_8),
                        headers(type, event, subject, at),
                        at));
    }

    private static RecordHeaders headers(String type, UUID event, UUID subject, Instant at) {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.ID, event.toString());
        EventHeaders.add(headers, EventHeaders.TYPE, type);
        EventHeaders.add(headers, EventHeaders.SUBJECT, subject.toString());
        EventHeaders.add(headers, EventHeaders.TIME, at.toString());
        EventHeaders.add(headers, EventHeaders.CORRELATION_ID, "request-7");
        return headers;
    }

    private List<DecisionLoggedV1> logged() {
        return log.readRecordsToList().stream()
                .map(record ->
                        EventJson.read(new String(record.value(), StandardCharsets.UTF_8), DecisionLoggedV1.class))
                .toList();
    }

    private UUID id() {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | ++nextId);
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        var value = EventHeaders.read(record.headers(), name);
        return value == null ? "" : value;
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
