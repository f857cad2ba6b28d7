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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses about payments and refunds by itself, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PaymentGuardsTest {
    @Inject
    DataSource database;

    private final UUID order = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();

    @BeforeEach
    void aPaymentOfThreeThousandYuan() throws SQLException {
        execute("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, answer_due_at)
                values ('%s', 0, 'PLACED', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 300000, 0, 1800, 1, 1, 1, 1, 1, 1, now())""".formatted(order));
        execute(payment(payment, "SUCCEEDED"));
        execute("update payment set captured_minor = 300000 where id = '" + payment + "'");
    }

    /** E-5: several refunds of one payment, never above what came. */
    @Test
    void refundsOfMoreThanCame() {
        assertTaken(refund(100_000));
        assertTaken(refund(199_999));
        assertRefused("is more than is left of payment", refund(2));
        assertTaken(refund(1));
        assertRefused("is more than is left of payment", refund(1));
    }

    @Test
    void aRefundMadeLargerOrInAnotherCurrency() {
        assertTaken(refund(300_000));
        assertRefused(
                "is more than is left of payment",
                "update refund set amount_minor = 300001 where payment_id = '" + payment + "'");
        assertTaken("update refund set amount_minor = 200000 where payment_id = '" + payment + "'");
        assertTaken(refund(100_000));
        assertRefused("is more than is left of payment", refund(1).replace("CNY", "USD"));
    }

    @Test
    void aRefundOfWhatNeverCameOrOfWhatTheBankHasKept() {
        var pending = UUID.randomUUID();
        assertTaken(payment(pending, "PENDING"));
        assertRefused("is more than is left of payment", refund(1).replace(payment.toString(), pending.toString()));
        assertTaken("update payment set charged_back_minor = 299999 where id = '" + payment + "'");
        assertRefused("is more than is left of payment", refund(2));
        assertTaken(refund(1));
    }

    /** E-5: of many refunds at once no more pass than there is money for. */
    @Test
    void parallelRefundsOfMoreThanCame() throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var tries = IntStream.range(0, 10)
                    .<Callable<Boolean>>mapToObj(_ -> () -> {
                        try {
                            execute(refund(100_000));
                            return true;
                        } catch (SQLException refused) {
                            return false;
                        }
                    })
                    .toList();
            var taken = 0;
            for (var one : pool.invokeAll(tries)) {
                taken += one.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(3);
        }
    }

    @Test
    void aSecondPaymentWhileOneMayStillTakeTheMoney() {
        assertTaken(payment(UUID.randomUUID(), "PENDING"));
        for (var open : new String[] {"PENDING", "CAPTURING"}) {
            assertRefused("one_open_payment_per_order", payment(UUID.randomUUID(), open));
        }
        assertTaken(payment(UUID.randomUUID(), "RELEASING"));
    }

    @Test
    void aStatusWithoutWhatItCannotBeWithout() {
        assertRefused("a_hold_lapses", payment(UUID.randomUUID(), "AUTHORISED"));
        assertTaken(refund(1));
        var thisRefund = " where payment_id = '" + payment + "'";
        assertRefused("failed_says_why", "update refund set status = 'FAILED'" + thisRefund);
        assertRefused("settled_says_how", "update refund set status = 'SETTLED', settled_at = now()" + thisRefund);
        assertRefused(
                "by_hand_has_a_reference",
                "update refund set status = 'SETTLED', settled_at = now(), settled_by = 'HAND'" + thisRefund);
    }

    /** E-13, E-15: a case is opened once, and a movement and its line are one to one. */
    @Test
    void aChargebackOrMovementToldTwice() {
        var chargeback = """
                insert into chargeback (id, provider, reference, payment_id, order_id, amount_minor, currency, reason,
                                        opened_at, due_by, status, frozen)
                values (gen_random_uuid(), 'sandbox', 'sbc_%1$s', '%1$s', '%2$s', 1, 'CNY', 'FRAUDULENT', now(), now(),
                        'OPEN', 'HELD')""".formatted(payment, order);
        assertTaken(chargeback);
        assertRefused("chargeback_provider_reference_key", chargeback);
        assertRefused(
                "contested_with_evidence",
                "update chargeback set status = 'CONTESTED' where payment_id = '" + payment + "'");
        var movement = """
                insert into provider_movement (id, provider, kind, subject, reference, operation_keys, amount_minor,
                                               currency, told_at)
                values (gen_random_uuid(), 'sandbox', 'PAYMENT', '%1$s', 'sbx_%1$s', 'k', 1, 'CNY', now())""".formatted(payment);
        assertTaken(movement);
        assertRefused("provider_movement_once", movement);
    }

    /** E-13, E-8: a refund is transferred by hand by the word of two people, and beside a bank not even so. */
    @Test
    void aTransferBesideABank() {
        assertTaken(refund(1));
        assertTaken("""
                insert into chargeback (id, provider, reference, payment_id, order_id, amount_minor, currency, reason,
                                        opened_at, due_by, status, frozen)
                values (gen_random_uuid(), 'sandbox', 'sbc_%1$s', '%1$s', '%2$s', 1, 'CNY', 'FRAUDULENT', now(), now(),
                        'OPEN', 'HELD')""".formatted(payment, order));
        var first = UUID.randomUUID();
        var byHand =
                "update refund set status = 'SETTLED', settled_at = now(), settled_by = 'HAND', hand_reference = 'x',"
                        + " hand_by = '" + first + "' where payment_id = '" + payment + "'";
        assertRefused("may give it to the buyer", byHand);
        assertTaken("update chargeback set status = 'WON', closed_at = now() where payment_id = '" + payment + "'");
        assertRefused("no second person has confirmed", byHand);
        assertTaken(word("WRITTEN", first));
        assertTaken(word("CONFIRMED", first));
        assertRefused("no second person has confirmed", byHand);
        assertTaken(word("CONFIRMED", UUID.randomUUID()));
        assertTaken(byHand);
        assertRefused("append-only", "delete from hand_transfer_word");
    }

    private String word(String word, UUID person) {
        return """
                insert into hand_transfer_word (refund_id, number, word, person, reference, said_at)
                select id, 1 + (select count(*) from hand_transfer_word w where w.refund_id = r.id), '%s', '%s', 'x', now()
                  from refund r where payment_id = '%s'""".formatted(word, person, payment);
    }

    /** E-8: a refund that was settled is owed again by what has come back, which is booked, and by nothing else. */
    @Test
    void whatIsOwedAgainAndHasNotComeBack() {
        assertTaken(refund(1));
        assertTaken("""
                insert into refund_try (id, refund_id, number, asked_at, given_as, given_minor)
                select gen_random_uuid(), id, 1, now(), 'SETTLED', 1 from refund where payment_id = '%s'""".formatted(payment));
        var ofPayment = " where payment_id = '" + payment + "'";
        assertTaken("update refund set status = 'SETTLED', settled_at = now(), settled_by = 'PROVIDER'" + ofPayment);
        assertRefused(
                "nothing of it has come back",
                "update refund set status = 'FAILED', failure_code = 'NO', settled_at = null, settled_by = null"
                        + ofPayment);
        var ofRefund = " where refund_id in (select id from refund" + ofPayment + ")";
        assertRefused("nobody has booked it", "update refund_try set given_as = 'CAME_BACK'" + ofRefund);
        assertRefused("what_is_given_has_an_amount", "update refund_try set given_minor = null" + ofRefund);
    }

    /** E-13: a case that a bank has decided waits for a refund that is under way; without one nobody would ever book it. */
    @Test
    void aDecidedCaseThatWaitsForNothing() {
        var chargeback = UUID.randomUUID();
        assertTaken("""
                insert into chargeback (id, provider, reference, payment_id, order_id, amount_minor, currency, reason,
                                        opened_at, due_by, status, frozen)
                values ('%3$s', 'sandbox', 'sbc_%3$s', '%1$s', '%2$s', 1, 'CNY', 'FRAUDULENT', now(), now(), 'OPEN',
                        'NOTHING')""".formatted(payment, order, chargeback));
        var decided = "update chargeback set status = 'DECIDED' where id = '" + chargeback + "'";
        var nobody = "no refund of it is under way";
        assertRefused(nobody, decided);
        assertTaken(refund(1));
        var tried = """
                insert into refund_try (id, refund_id, number, asked_at)
                select gen_random_uuid(), id, 1, now() from refund where payment_id = '%s'""".formatted(payment);
        assertTaken(tried);
        assertTaken(decided);
        var ofPayment = " where payment_id = '" + payment + "'";
        assertRefused(nobody, "update refund set status = 'WAITING'" + ofPayment);
        assertRefused(
                nobody,
                "update refund set status = 'SETTLED', settled_at = now(), settled_by = 'PROVIDER'" + ofPayment);
        assertRefused(
                nobody,
                "update refund_try set failure_code = 'NO' where refund_id in (select id from refund" + ofPayment
                        + ")");
        assertRefused("closed_has_a_time", "update chargeback set closed_at = now()" + ofPayment);
        assertTaken("update chargeback set status = 'LOST', closed_at = now()" + ofPayment);
        assertTaken("update refund set status = 'WAITING'" + ofPayment);
    }

    private String payment(UUID id, String status) {
        return """
                insert into payment (id, order_id, provider, method, amount_minor, currency, status, asked_at)
                values ('%s', '%s', 'sandbox', 'SANDBOX_CARD', 300000, 'CNY', '%s', now())""".formatted(id, order, status);
    }

    private String refund(long amount) {
        return """
                insert into refund (id, order_id, payment_id, amount_minor, currency, reason, of_held_money, status,
                                    asked_at)
                values (gen_random_uuid(), '%s', '%s', %d, 'CNY', 'DISPUTE_RULED', true, 'ASKED', now())""".formatted(order, payment, amount);
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
