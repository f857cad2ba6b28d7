package dev.bonafide.escrow.store;

import static dev.bonafide.escrow.store.Entries.Line.credit;
import static dev.bonafide.escrow.store.Entries.Line.debit;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** E-11: what PostgreSQL refuses of an order in milestones, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class MilestoneGuardsTest extends Guards {
    private static final String RELEASE =
            "update milestone set state = 'RELEASED', accepted_by = 'BUYER', accepted_at = now()";
    private static final String DELIVER =
            "update milestone set state = 'DELIVERED', delivered_at = now(), auto_confirm_at = now()";

    private final UUID dispute = UUID.randomUUID();
    private final String freezing =
            "update milestone set state = 'FROZEN', frozen_since = now(), dispute_id = '" + dispute + "'";
    private final UUID order = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final String ofFirst = " where id = '" + first + "'";

    @Test
    void milestonesThatAreNotTheOrder() {
        assertRefused("are not the order", order(2), milestone(first, 1, 60, 1), milestone(second, 2, 39, 1));
        assertRefused("are not the order", order(2), milestone(first, 1, 60, 1), milestone(second, 2, 40, 2));
        assertRefused("are not the order", order(2));
        assertRefused("are not the order", order(0), milestone(first, 1, 100, 2));
        assertRefused("one_milestone_per_number", order(2), milestone(first, 1, 60, 1), milestone(second, 1, 40, 1));
        assertRefused("orders_milestones_check", order(1), milestone(first, 1, 100, 2));
        assertTaken(order(2), milestone(first, 1, 60, 1), milestone(second, 2, 40, 1));
        assertRefused("are not the order", milestone(UUID.randomUUID(), 3, 1, 0));
    }

    @Test
    void whatWasAgreedOnStays() {
        agreed();
        assertRefused("stays as it was agreed on", "update milestone set price_minor = 61" + ofFirst);
        assertRefused("stays as it was agreed on", "update milestone set title = 'Another'" + ofFirst);
        assertRefused("append-only", "delete from milestone" + ofFirst);
    }

    @Test
    void aReleaseWithoutItsMoneyOrTwice() {
        agreed();
        assertRefused(
                "released_milestone_was_delivered_and_accepted", "update milestone set state = 'RELEASED'" + ofFirst);
        assertRefused("released_milestone_was_delivered_and_accepted", RELEASE + ofFirst);
        assertTaken(DELIVER + ofFirst);
        assertRefused("and its money is not", RELEASE + ofFirst);

        assertTaken(funded());
        assertTaken(with(released("RELEASED:" + first, 60), RELEASE + ofFirst));
        assertRefused("one_entry_per_operation", released("RELEASED:" + first, 30));
        for (var state : new String[] {"AWAITED", "DELIVERED", "RELEASED", "REFUNDED", "CLOSED"}) {
            assertRefused("does not become " + state, "update milestone set state = '" + state + "'" + ofFirst);
        }
    }

    @Test
    void moreThanIsHeld() {
        agreed();
        assertTaken(funded());
        assertTaken(with(released("RELEASED:" + first, 60), DELIVER + ofFirst, RELEASE + ofFirst));
        assertRefused("guarded_balance", released("RELEASED:" + second, 41));
        assertTaken(released("RELEASED:" + second, 40));
    }

    @Test
    void aMilestoneGoesForwardOnly() {
        agreed();
        assertTaken(DELIVER + ofFirst);
        assertRefused("does not become AWAITED", "update milestone set state = 'AWAITED'" + ofFirst);
        assertRefused("does not become REFUNDED", "update milestone set state = 'REFUNDED'" + ofFirst);
        assertTaken("update milestone set state = 'CLOSED'" + ofFirst);
        assertRefused("does not become", DELIVER + ofFirst);
    }

    @Test
    void aFrozenMilestoneThatIsReleasedWithoutARuling() {
        agreed();
        assertTaken(funded());
        assertRefused("does not become FROZEN", freezing + ofFirst);
        assertTaken(DELIVER + ofFirst);
        assertRefused("nobody freezes milestone", freezing + ofFirst);
        assertRefused(
                "frozen_milestone_was_delivered_and_disputed",
                "update milestone set state = 'FROZEN', frozen_since = now()" + ofFirst);
        assertTaken(freeze(first), freezing + ofFirst);

        assertRefused("does not become RELEASED", with(released("RELEASED:" + first, 60), RELEASE + ofFirst));
        assertRefused("does not become REFUNDED", "update milestone set state = 'REFUNDED'" + ofFirst);
        assertRefused(
                "ruled_milestone_has_a_ruling",
                with(released("RELEASED:" + first, 60), "update milestone set state = 'RULED'" + ofFirst));
        assertRefused(
                "ruled_milestone_has_a_ruling",
                with(released("RELEASED:" + first, 60), thaw(), ruled(0, 59, 0) + ofFirst));
        assertRefused("money has not moved once", thaw(), ruled(0, 60, 0) + ofFirst);
        assertRefused("is still frozen", with(released("RELEASED:" + first, 60), ruled(0, 60, 0) + ofFirst));
        assertRefused("frozen by another dispute", "update milestone set dispute_id = gen_random_uuid()" + ofFirst);
        assertRefused("nobody has agreed to freeze", "update milestone set freeze_extended = true" + ofFirst);
        assertTaken(with(released("RELEASED:" + first, 60), thaw(), ruled(0, 60, 0) + ofFirst));
        for (var state : new String[] {"AWAITED", "DELIVERED", "FROZEN", "RELEASED", "REFUNDED", "CLOSED"}) {
            assertRefused("does not become " + state, "update milestone set state = '" + state + "'" + ofFirst);
        }
    }

    @Test
    void twoDisputesAboutOneMilestoneOrOneBesideThatOfTheWhole() {
        agreed();
        assertTaken(DELIVER + ofFirst);
        assertTaken(freeze(first), freezing + ofFirst);
        var another = UUID.randomUUID().toString();
        assertRefused("one_open_dispute_per_milestone", freeze(first).replace(dispute.toString(), another));
        assertRefused("is disputed as a whole and in part", freeze(null));
        assertRefused("a_milestone_is_frozen_by_a_dispute", freeze(second).replace("'DISPUTE'", "'BANK'"));
        // A bank freezes the whole order beside it.
        assertTaken(freeze(null).replace("'DISPUTE'", "'BANK'"));
        assertTaken(thaw(), "update milestone set state = 'DELIVERED'" + ofFirst);
        assertTaken(freeze(first), freezing + ofFirst);
    }

    @Test
    void twoRulingsThatHaveTheMoneyOfOneMilestone() {
        agreed();
        assertTaken(fixed(first, 60));
        assertTaken(fixed(second, 40));
        assertRefused("one_ruling_has_the_money", fixed(first, 60));
        assertRefused(
                "stays that of its matter",
                "update ruling_money set milestone_id = null where milestone_id = '" + first + "'");
    }

    @Test
    void anOrderAtAStageThatMilestonesDoNotHave() {
        agreed();
        var thisOne = " where id = '" + order + "'";
        assertRefused(
                "nobody_pays_for_milestones_before_the_seller_agrees",
                "update orders set stage = 'AWAITING_PAYMENT', reserved = true, screening = 'ALLOWED', payment_due_at = now()"
                        + thisOne);
        assertRefused(
                "only_milestones_are_in_milestones",
                "update orders set agreed = true, reserved = true, screening = 'ALLOWED', stage = 'FUNDED', ship_by = now(), "
                        + "funded_at = now(), payment_id = gen_random_uuid()" + thisOne);
        assertRefused("is delivered in milestones", """
                insert into instalment_plan (id, order_id, buyer_id, stage, total_minor, currency, part_count, method,
                    policy_version, remind_before_s, retry_after, write_off_after_s, agreed_at)
                values (gen_random_uuid(), '%s', gen_random_uuid(), 'PROPOSED', 100, 'CNY', 3, 'SANDBOX_CARD', 'v', 1, 'P1D',
                    1, now())""".formatted(order));
    }

    /** An order of 100 in two milestones of 60 and 40. */
    private void agreed() {
        assertTaken(order(2), milestone(first, 1, 60, 1), milestone(second, 2, 40, 1));
    }

    private String order(int milestones) {
        return """
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, answer_due_at, milestones, agreed)
                values ('%s', 0, 'PLACED', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 100, 0, 2, 1, 1, 1, 1, 1, 1, now(), %d, false)""".formatted(order, milestones);
    }

    private String milestone(UUID id, int number, long price, long sellerFee) {
        return """
                insert into milestone (id, order_id, number, title, price_minor, buyer_fee_minor, seller_fee_minor)
                values ('%s', '%s', %d, 'Part', %d, 0, %d)""".formatted(id, order, number, price, sellerFee);
    }

    private String[] funded() {
        return new String[] {
            entry(
                    "FUNDED",
                    "test:" + UUID.randomUUID(),
                    debit("PROVIDER_CLEARING", 100),
                    credit("ESCROW_LIABILITY:" + order, 100))
        };
    }

    private String[] released(String key, long amount) {
        return new String[] {
            entry("RELEASED", key, debit("ESCROW_LIABILITY:" + order, amount), credit("PLATFORM_REVENUE", amount))
        };
    }

    private String freeze(@Nullable UUID milestone) {
        return "insert into order_freeze (order_id, milestone_id, cause_id, frozen_by, since) values ('" + order + "', "
                + (milestone == null ? "null" : "'" + milestone + "'") + ", '"
                + (first.equals(milestone) ? dispute : UUID.randomUUID()) + "', 'DISPUTE', now())";
    }

    private String thaw() {
        return "update order_freeze set ended_at = now() where milestone_id = '" + first + "' and ended_at is null";
    }

    private static String ruled(long buyer, long seller, long platform) {
        return "update milestone set state = 'RULED', ruling_id = gen_random_uuid(), leg_buyer_minor = " + buyer
                + ", leg_seller_minor = " + seller + ", leg_platform_minor = " + platform;
    }

    private String fixed(UUID milestone, long held) {
        return """
                insert into ruling_money (ruling_id, dispute_id, order_id, milestone_id, plan_version, outcome, state, currency,
                    held_minor, buyer_minor, seller_minor, platform_minor, decided_at)
                values (gen_random_uuid(), gen_random_uuid(), '%s', '%s', 1, 'SELLER', 'FIXED', 'CNY', %d, 0, %d, 0, now())""".formatted(order, milestone, held, held);
    }

    /** The entry of the statements that follow it. */
    private String entry(String fact, String key, Entries.Line... lines) {
        return Entries.insertForOthers("'" + order + "'", fact, key, "CNY", lines);
    }

    private static String[] with(String[] statements, String... more) {
        var all = new String[statements.length + more.length];
        System.arraycopy(statements, 0, all, 0, statements.length);
        System.arraycopy(more, 0, all, statements.length, more.length);
        return all;
    }
}
