package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Seller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ReservationTest {
    private static Market market;

    @Inject
    DataSource database;

    @BeforeAll
    static void open() {
        market = new Market();
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void L_9_of_a_hundred_orders_for_one_phone_exactly_one_gets_it_and_ninety_nine_are_refused() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        String hash = market.hash(listing);
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            orders.add(UUID.randomUUID());
        }

        orders.parallelStream().forEach(order -> market.places(order, listing, UUID.randomUUID(), seller.id(), hash));

        var refused = market.events().awaitCount(Market.REFUSED, listing, 99);
        var reserved = market.events().awaitCount(Market.RESERVED, listing, 1);
        assertThat(refused).hasSize(99).allMatch(event -> event.text("reason").equals("RESERVED_BY_OTHER"));
        assertThat(reserved).hasSize(1);
        List<String> answered = new ArrayList<>(
                refused.stream().map(event -> event.text("orderId")).toList());
        answered.add(reserved.getFirst().text("orderId"));
        assertThat(answered)
                .containsExactlyInAnyOrderElementsOf(
                        orders.stream().map(UUID::toString).toList());
        Seller.somebody()
                .looksAt(listing)
                .then()
                .body("stage", equalTo("RESERVED"))
                .body("reservedByOther", equalTo(true));
        seller.asksPrice(listing, 400000)
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("RESERVED"));
    }

    @Test
    void L_9_the_database_itself_refuses_a_second_open_reservation() throws SQLException {
        UUID listing = UUID.randomUUID();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (var insert = connection.prepareStatement(
                    "insert into reservation (order_id, listing_id, buyer_id, snapshot_hash, reserved_at) values (?, ?, ?, 'x', now())")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, listing);
                insert.setObject(3, UUID.randomUUID());
                insert.executeUpdate();
                insert.setObject(1, UUID.randomUUID());
                org.assertj.core.api.Assertions.assertThatThrownBy(insert::executeUpdate)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("23505"));
            }
        }
    }

    @Test
    void L_9_the_database_itself_keeps_snapshots_as_they_are() throws SQLException {
        market.onSale(market.seller());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String change : List.of("update snapshot set content = '{}'", "delete from snapshot")) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.executeUpdate(change))
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void an_unpaid_order_sets_the_phone_free_and_the_next_one_gets_it() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        String hash = market.hash(listing);
        UUID first = UUID.randomUUID();
        market.places(first, listing, UUID.randomUUID(), seller.id(), hash);
        market.events().await(Market.RESERVED, listing);

        market.ends("OrderCancelled", first, listing);

        market.events()
                .await(
                        Market.UNRESERVED,
                        listing,
                        data -> data.path("orderId").asText().equals(first.toString()));
        Seller.somebody()
                .looksAt(listing)
                .then()
                .body("stage", equalTo("PUBLISHED"))
                .body("snapshotHash", equalTo(hash));
        UUID second = UUID.randomUUID();
        market.places(second, listing, UUID.randomUUID(), seller.id(), hash);
        market.events()
                .await(
                        Market.RESERVED,
                        listing,
                        data -> data.path("orderId").asText().equals(second.toString()));
        // The first order, told again, stays over.
        market.places(first, listing, UUID.randomUUID(), seller.id(), hash);
        assertThat(market.events().await(Market.REFUSED, listing).text("reason"))
                .isEqualTo("ORDER_ALREADY_CANCELLED");
    }

    @Test
    void an_order_whose_cancellation_comes_first_gets_nothing() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        UUID order = UUID.randomUUID();

        market.ends("OrderCancelled", order, listing);
        market.places(order, listing, UUID.randomUUID(), seller.id(), market.hash(listing));

        assertThat(market.events().await(Market.REFUSED, listing).text("reason"))
                .isEqualTo("ORDER_ALREADY_CANCELLED");
        Seller.somebody().looksAt(listing).then().body("stage", equalTo("PUBLISHED"));
    }

    @Test
    void an_order_for_a_price_that_has_changed_is_refused_with_what_is_on_sale_now() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        String seen = market.hash(listing);
        seller.asksPrice(listing, 500000).statusCode(200);

        market.places(UUID.randomUUID(), listing, UUID.randomUUID(), seller.id(), seen);

        var refused = market.events().await(Market.REFUSED, listing);
        assertThat(refused.text("reason")).isEqualTo("SNAPSHOT_CHANGED");
        assertThat(refused.text("currentSnapshotHash"))
                .isEqualTo(market.hash(listing))
                .isNotEqualTo(seen);
    }

    @Test
    void an_order_for_a_listing_nobody_knows_is_refused() {
        UUID listing = UUID.randomUUID();

        market.places(UUID.randomUUID(), listing, UUID.randomUUID(), UUID.randomUUID(), "0".repeat(64));

        assertThat(market.events().await(Market.REFUSED, listing).text("reason"))
                .isEqualTo("NOT_ON_SALE");
    }

    @Test
    void L_9_a_released_order_makes_the_phone_sold_and_a_refund_afterwards_closes_it_for_good() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        UUID order = UUID.randomUUID();
        UUID buyer = UUID.randomUUID();
        market.places(order, listing, buyer, seller.id(), market.hash(listing));
        market.events().await(Market.RESERVED, listing);

        market.ends("OrderReleased", order, listing);
        market.events().await(Market.SOLD, listing);
        Seller.somebody().looksAt(listing).then().statusCode(200).body("stage", equalTo("SOLD"));
        market.places(UUID.randomUUID(), listing, UUID.randomUUID(), seller.id(), market.hash(listing));
        assertThat(market.events().await(Market.REFUSED, listing).text("reason"))
                .isEqualTo("SOLD");

        market.ends("OrderRefunded", order, listing);
        market.events().await(Market.CLOSED, listing);
        seller.looksAt(listing).then().body("stage", equalTo("CLOSED"));
        assertThat(market.events().count(Market.UNRESERVED, listing)).isZero();
        // Whoever bought it goes on seeing it; nobody else does.
        new Seller(buyer, dev.bonafide.fixtures.Tokens.member(buyer))
                .looksAt(listing)
                .then()
                .statusCode(200);
        Seller.somebody().looksAt(listing).then().statusCode(404);
    }

    @Test
    void a_refund_of_a_reserved_phone_closes_it() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        UUID order = UUID.randomUUID();
        market.places(order, listing, UUID.randomUUID(), seller.id(), market.hash(listing));
        market.events().await(Market.RESERVED, listing);

        market.ends("OrderRefunded", order, listing);

        market.events().await(Market.CLOSED, listing);
    }

    @Test
    void a_release_that_fits_nothing_is_set_aside_for_a_person() {
        var listing = market.onSale(market.seller());
        UUID order = UUID.randomUUID();

        var released = market.ends("OrderReleased", order, listing);

        await().untilAsserted(() -> assertThat(
                        count("select count(*) from parked_fact where event_id = ?::uuid", released.id()))
                .isEqualTo(1));
        Seller.somebody().looksAt(listing).then().body("stage", equalTo("PUBLISHED"));
    }

    @Test
    void every_event_that_comes_twice_has_its_effect_once() {
        var seller = market.seller();
        market.events().publish(market.grants(seller.id(), "L1", 10));
        UUID listing = seller.drafts(Seller.phone());
        seller.uploads(listing, Seller.ROLES);
        var submitted = market.handsIn(seller, listing);
        market.events().publish(market.judges(submitted, "ALLOW"));
        String hash = market.events().await(Market.PUBLISHED, listing).text("snapshotHash");
        UUID order = UUID.randomUUID();
        market.events().publish(market.places(order, listing, UUID.randomUUID(), seller.id(), hash));
        market.events().await(Market.RESERVED, listing);
        market.events().publish(market.ends("OrderReleased", order, listing));
        market.events().await(Market.SOLD, listing);
        market.events().publish(market.ends("OrderRefunded", order, listing));
        market.events().await(Market.CLOSED, listing);

        // A last order whose answer comes after all the repeats of this listing's order have been worked.
        UUID last = UUID.randomUUID();
        market.places(last, listing, UUID.randomUUID(), seller.id(), hash);
        market.events()
                .await(
                        Market.REFUSED,
                        listing,
                        data -> data.path("orderId").asText().equals(last.toString()));
        for (String type : List.of(Market.SUBMITTED, Market.PUBLISHED, Market.RESERVED, Market.SOLD, Market.CLOSED)) {
            assertThat(market.events().count(type, listing)).as(type).isEqualTo(1);
        }
        assertThat(market.events().count(Market.REFUSED, listing)).isEqualTo(1);
    }

    private long count(String sql, Object argument) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, argument.toString());
            try (var found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
