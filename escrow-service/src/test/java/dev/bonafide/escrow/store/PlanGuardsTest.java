package dev.bonafide.escrow.store;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses by itself of fees and plans, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PlanGuardsTest extends Guards {
    private final UUID order = UUID.randomUUID();
    private final UUID buyer = UUID.randomUUID();

    @BeforeEach
    void anOrderOfSixHundredYuan() throws SQLException {
        inOneTransaction("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, reserved, screening, payment_due_at, warranty_service, warranty_paid_by,
                    warranty_minor)
                values ('%s', 0, 'AWAITING_PAYMENT', gen_random_uuid(), '%s', gen_random_uuid(), gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 59000, 100, 354, 1, 1, 1, 1, 1, 1, true, 'ALLOWED', now(),
                    'WARRANTY_30D', 'BUYER', 900)""".formatted(order, buyer));
    }

    @Test
    void aPlanWhosePartsDoNotSumToItsTotal() {
        assertRefused("3 parts of 59999 together", plan(UUID.randomUUID(), 60_000, 20_000, 20_000, 19_999));
        assertRefused("3 parts of 60001 together", plan(UUID.randomUUID(), 60_000, 20_000, 20_000, 20_001));
        assertTaken(plan(UUID.randomUUID(), 60_000, 20_000, 20_000, 20_000));
    }

    @Test
    void aPlanOfAnotherTotalThanItsOrder() {
        assertRefused("the total of its order, 60000", plan(UUID.randomUUID(), 59_100, 19_700, 19_700, 19_700));
    }

    @Test
    void aSecondPlanOfOneOrder() {
        var first = UUID.randomUUID();
        assertTaken(plan(first, 60_000, 20_000, 20_000, 20_000));
        assertRefused("one_plan_per_order", plan(UUID.randomUUID(), 60_000, 20_000, 20_000, 20_000));
        assertTaken("update instalment_plan set stage = 'DROPPED', ended_at = now() where id = '" + first + "'");
        assertTaken(plan(UUID.randomUUID(), 60_000, 20_000, 20_000, 20_000));
    }

    @Test
    void aChangeOfWhatWasAgreed() {
        var plan = UUID.randomUUID();
        assertTaken(plan(plan, 60_000, 20_000, 20_000, 20_000));
        var thePlan = " where id = '" + plan + "'";
        var itsParts = " where plan_id = '" + plan + "'";
        assertRefused("agreed on otherwise", "update instalment_part set amount_minor = 1" + itsParts);
        assertRefused("agreed on otherwise", "update instalment_part set due_on = due_on + 1" + itsParts);
        assertRefused("agreed on otherwise", "update instalment_plan set total_minor = 1" + thePlan);
        assertRefused("agreed on otherwise", "update instalment_plan set part_count = 4" + thePlan);
        assertRefused("append-only", "delete from instalment_part" + itsParts);
        assertRefused("append-only", "delete from instalment_plan" + thePlan);
        assertRefused("part_by_number", part(plan, 1, 1));
        assertRefused("4 parts", part(plan, 4, 1));
    }

    @Test
    void aPartThatIsPaidTwiceOrNoLongerPaid() {
        var plan = UUID.randomUUID();
        assertTaken(plan(plan, 60_000, 20_000, 20_000, 20_000));
        assertTaken(open(plan), paid(plan, 1, "gen_random_uuid()"));
        var first = " where plan_id = '" + plan + "' and number = 1";
        assertRefused("is PAID and stays so", "update instalment_part set stage = 'SCHEDULED', paid_at = null" + first);
        assertRefused("cancelled_as_a_whole", "update instalment_part set cancelled_minor = 20000" + first);
        assertRefused(
                "a_payment_pays_one_part", paid(plan, 2, "(select payment_id from instalment_part" + first + ")"));
        assertRefused(
                "paid_by_a_payment",
                "update instalment_part set stage = 'PAID' where plan_id = '" + plan + "' and number = 2");
    }

    @Test
    void aPlanThatIsClosedAndOwesSomethingOrTheOtherWayRound() {
        var plan = UUID.randomUUID();
        assertTaken(plan(plan, 60_000, 20_000, 20_000, 20_000));
        assertTaken(open(plan), paid(plan, 1, "gen_random_uuid()"), paid(plan, 2, "gen_random_uuid()"));
        var close = "update instalment_plan set stage = 'CLOSED', ended_at = now() where id = '" + plan + "'";
        assertRefused("is CLOSED and owes 1 parts", close);
        assertRefused("is OPEN and owes 0 parts", paid(plan, 3, "gen_random_uuid()"));
        assertTaken(paid(plan, 3, "gen_random_uuid()"), close);
    }

    @Test
    void aPartWrittenOffByOnePersonAlone() {
        var plan = UUID.randomUUID();
        assertTaken(plan(plan, 60_000, 20_000, 20_000, 20_000));
        assertRefused("four_eyes", """
                insert into write_off (part_id, proposed_by, proposed_at, approved_by, approved_at)
                select id, '%1$s', now(), '%1$s', now() from instalment_part where plan_id = '%2$s' and number = 2""".formatted(buyer, plan));
    }

    @Test
    void aServiceNobodyPaysOrThatCostsTheSellerMoreThanThePrice() {
        var thisOrder = " where id = '" + order + "'";
        assertRefused("a_service_has_a_payer", "update orders set inspection_minor = 1" + thisOrder);
        assertRefused("a_service_has_a_payer", "update orders set warranty_service = null" + thisOrder);
        assertRefused(
                "the_seller_bears_at_most_the_price",
                "update orders set inspection_paid_by = 'SELLER', inspection_minor = 58647" + thisOrder);
    }

    @Test
    void aPolicyOfThePastThatIsChanged() {
        assertRefused("append-only", "update policy_version set content = '{}'");
        assertRefused("append-only", "delete from policy_version");
        assertRefused("append-only", "delete from credit_review");
    }

    private String[] plan(UUID plan, long total, long... amounts) {
        var head = """
                insert into instalment_plan (id, order_id, buyer_id, stage, total_minor, currency, part_count, method,
                    policy_version, remind_before_s, retry_after, write_off_after_s, agreed_at)
                values ('%s', '%s', '%s', 'PROPOSED', %d, 'CNY', %d, 'SANDBOX_CARD', 'v', 0, '', 1, now())""".formatted(plan, order, buyer, total, amounts.length);
        var number = new int[] {0};
        return Stream.concat(
                        Stream.of(head), Arrays.stream(amounts).mapToObj(amount -> part(plan, ++number[0], amount)))
                .toArray(String[]::new);
    }

    private static String part(UUID plan, int number, long amount) {
        return """
                insert into instalment_part (id, plan_id, number, amount_minor, due_on, due_at, stage)
                values (gen_random_uuid(), '%s', %d, %d, current_date, now(), 'SCHEDULED')""".formatted(plan, number, amount);
    }

    private static String open(UUID plan) {
        return "update instalment_plan set stage = 'OPEN', mandate = 'm', opened_at = now() where id = '" + plan + "'";
    }

    private static String paid(UUID plan, int number, String payment) {
        return "update instalment_part set stage = 'PAID', paid_at = now(), payment_id = " + payment
                + " where plan_id = '" + plan + "' and number = " + number;
    }
}
