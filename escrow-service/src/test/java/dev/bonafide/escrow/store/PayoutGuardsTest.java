package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** E-12, D-9: what PostgreSQL refuses of money that leaves, whoever writes: payouts, advances, and one person for two. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PayoutGuardsTest {
    /** A currency for tests, so that no other test uses its pool. */
    private static final String CURRENCY = "XTS";

    @Inject
    DataSource database;

    private final UUID seller = UUID.randomUUID();

    @BeforeEach
    void aSellerWithAnAccountAndAPool() throws SQLException {
        inOneTransaction("""
                insert into payout_account (seller_id, provider, token, last4, version, changed_at, usable_from)
                values ('%s', 'sandbox', 'sbx_1', '6789', 1, now() - interval '4 days', now() - interval '1 day')""".formatted(seller));
        inOneTransaction("""
                insert into advance_pool (currency, version, target_minor, case_limit_minor, day_limit_minor,
                                          seller_basis_points, stop_basis_points)
                values ('XTS', 1, 10000, 500, 1000, 500, 1000)
                on conflict (currency) do update set stopped_by = null, stopped_at = null""");
    }

    @Test
    void aPayoutToAnotherAccountThanTheSellersOrToOneThatWaits() {
        assertRefused("payouts_go_to_a_usable_account", payout("sbx_2", 1));
        assertRefused("payouts_go_to_a_usable_account", payout("sbx_1", 2));
        assertTaken(
                "update payout_account set usable_from = now() + interval '1 hour' where seller_id = '" + seller + "'");
        assertRefused("payouts_go_to_a_usable_account", payout("sbx_1", 1));
    }

    @Test
    void anAccountThatChangesUnderAPayout() {
        assertTaken(payout("sbx_1", 1));
        var change = "update payout_account set token = 'sbx_2', version = 2 where seller_id = '" + seller + "'";
        assertRefused("no_change_while_paying_out", change);
        assertTaken("update payout set status = 'SETTLED', ended_at = now() where seller_id = '" + seller + "'");
        assertTaken(change);
    }

    @Test
    void aNewAccountThatIsUsedAtOnceAndAnEndWithoutItsTime() {
        assertRefused(
                "a_new_account_waits",
                "update payout_account set usable_from = changed_at - interval '1 second' where seller_id = '" + seller
                        + "'");
        assertTaken(payout("sbx_1", 1));
        assertRefused("ended_has_a_time", "update payout set status = 'SETTLED' where seller_id = '" + seller + "'");
        assertRefused(
                "failed_says_why",
                "update payout set status = 'FAILED', ended_at = now() where seller_id = '" + seller + "'");
    }

    @Test
    void anAdvanceAboveTheLimitOfACaseOrADay() {
        var day = "2031-01-01";
        assertRefused("advance_within_the_limit_of_a_case", advance(501, day));
        assertTaken(advance(500, day));
        assertTaken(advance(499, day));
        assertRefused("advances_within_the_limit_of_a_day", advance(2, day));
        assertTaken(advance(1, day));
        assertRefused("advances_within_the_limit_of_a_day", advance(1, day));
        assertTaken(advance(1, "2031-01-02"));
    }

    @Test
    void anAdvanceFromAStoppedPoolOrFromNone() {
        assertTaken("update advance_pool set stopped_by = 'PEOPLE', stopped_at = now() where currency = 'XTS'");
        assertRefused("a_stopped_pool_pays_nothing", advance(1, "2031-01-03"));
        assertThatThrownBy(() -> inOneTransaction(advance(1, "2031-01-03").replace(CURRENCY, "XXX")))
                .hasMessageContaining("no pool in XXX");
    }

    @Test
    void onePersonForTwo() {
        var approval = UUID.randomUUID();
        assertTaken("""
                insert into approval (id, kind, subject, wish, asked_by, asked_at, expires_at, state)
                values ('%s', 'STOP_POOL', 'XTS', '{}', '%s', now(), now(), 'OPEN')""".formatted(approval, seller));
        assertRefused(
                "two_people",
                "update approval set state = 'APPROVED', decided_by = asked_by, decided_at = now() where id = '"
                        + approval + "'");
        assertTaken(
                "update approval set state = 'APPROVED', decided_by = gen_random_uuid(), decided_at = now() where id = '"
                        + approval + "'");
    }

    private String payout(String token, long version) {
        return """
                insert into payout (id, seller_id, provider, token, last4, account_version, amount_minor, currency, begun_by,
                                    status, asked_at)
                values (gen_random_uuid(), '%s', 'sandbox', '%s', '6789', %d, 100, 'CNY', 'SELLER', 'ASKED', now())""".formatted(seller, token, version);
    }

    private String advance(long amount, String day) {
        return """
                insert into advance (id, dispute_id, order_id, buyer_id, seller_id, ruling_id, cause, amount_minor, currency,
                                     state, refusals, business_day, decided_at)
                values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '%s', gen_random_uuid(),
                        'COUNTERFEIT', %d, '%s', 'PAID', '', '%s', now())""".formatted(seller, amount, CURRENCY, day);
    }

    private void assertTaken(String statement) {
        assertThatCode(() -> inOneTransaction(statement)).doesNotThrowAnyException();
    }

    private void assertRefused(String why, String statement) {
        assertThatThrownBy(() -> inOneTransaction(statement))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        refused -> assertThat(Objects.requireNonNull(refused.getServerErrorMessage())
                                        .getConstraint())
                                .isEqualTo(why));
    }

    private void inOneTransaction(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
