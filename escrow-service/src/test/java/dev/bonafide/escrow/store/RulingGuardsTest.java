package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** what PostgreSQL refuses of the money of rulings by itself, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class RulingGuardsTest {
    private static final String SETTLED =
            "state = 'SETTLED', given_buyer_minor = %d, given_seller_minor = %d, given_platform_minor = 0";

    @Inject
    DataSource database;

    private final UUID order = UUID.randomUUID();
    private final UUID ruling = UUID.randomUUID();

    @BeforeEach
    void anOrderOfAHundred() throws SQLException {
        execute("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, answer_due_at)
                values ('%s', 0, 'PLACED', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 100, 0, 0, 1, 1, 1, 1, 1, 1, now())""".formatted(order));
    }

    @Test
    void theMoneyOfTwoRulings() {
        assertTaken(fixed(ruling, 100, 60, 40));
        assertRefused("one_ruling_has_the_money", fixed(UUID.randomUUID(), 100, 100, 0));
    }

    @Test
    void legsThatAreNotWhatIsHeld() {
        assertRefused("legs_are_what_is_held", fixed(ruling, 100, 60, 39));
        // Nothing is held of an order that has ended: the legs say what the sides are to have in the end.
        assertTaken(fixed(ruling, 0, 60, 40));
    }

    @Test
    void moneyThatMovesOtherwiseThanItWasFixedOrAgain() {
        assertTaken(fixed(ruling, 100, 60, 40));
        assertRefused("moved as it was fixed", change("state = 'SETTLED', buyer_minor = 40, seller_minor = 60"));
        assertRefused("moved as it was fixed", change("order_id = gen_random_uuid()"));
        assertRefused("moved as it was fixed", change("plan_version = 0"));
        assertRefused("settled_says_what_was_given", change("state = 'SETTLED'"));
        assertRefused("what_was_given_was_held", change(SETTLED.formatted(60, 39)));
        assertRefused("says that the buyer has", change(SETTLED.formatted(60, 40)));
        assertTaken(change(SETTLED.formatted(0, 100)));
        assertRefused("then stays", change("state = 'FIXED'"));
        assertRefused("then stays", "delete from ruling_money where ruling_id = '" + ruling + "'");
    }

    @Test
    void aRefusalThatSaysNotWhy() {
        assertTaken(fixed(ruling, 100, 60, 40));
        assertRefused("refused_says_why", change("state = 'REFUSED'"));
        assertTaken(change("state = 'REFUSED', refusal = 'HELD_DIFFERS', left_minor = 0"));
        assertRefused("moved as it was fixed", change("state = 'SETTLED', refusal = null, left_minor = null"));
    }

    private String fixed(UUID id, long held, long buyer, long seller) {
        return """
                insert into ruling_money (ruling_id, dispute_id, order_id, plan_version, outcome, state, currency, held_minor,
                                          buyer_minor, seller_minor, platform_minor, decided_at)
                values ('%s', gen_random_uuid(), '%s', 1, 'SPLIT', 'FIXED', 'CNY', %d, %d, %d, 0, now())""".formatted(id, order, held, buyer, seller);
    }

    private String change(String to) {
        return "update ruling_money set " + to + " where ruling_id = '" + ruling + "'";
    }

    private void assertTaken(String sql) {
        assertThatCode(() -> execute(sql)).doesNotThrowAnyException();
    }

    private void assertRefused(String why, String sql) {
        assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class).hasMessageContaining(why);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
