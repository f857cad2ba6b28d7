package dev.bonafide.escrow.store;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses by itself, whoever writes: the second guard of every invariant of money. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class DatabaseGuardsTest extends Guards {
    private final UUID order = UUID.randomUUID();
    private final UUID seller = UUID.randomUUID();

    @BeforeEach
    void anOrderThatHoldsThreeThousandYuan() throws SQLException {
        inOneTransaction(
                """
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, reserved, screening, payment_id, shipment_id, deliver_by)
                values ('%s', 0, 'SHIPPED', gen_random_uuid(), gen_random_uuid(), '%s', gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 300000, 0, 1800, 1, 1, 1, 1, 1, 1, true, 'ALLOWED',
                    gen_random_uuid(), gen_random_uuid(), now())""".formatted(order, seller),
                entry("FUNDED", "FUNDED:" + order),
                posting(1, "PROVIDER_CLEARING", "DEBIT", 300_000, "CNY"),
                posting(2, "ESCROW_LIABILITY:" + order, "CREDIT", 300_000, "CNY"));
    }

    /** E-7 */
    @Test
    void anEntryThatDoesNotBalanceInEachCurrency() {
        assertRefused(
                "out of balance by 1 CNY",
                entry("RELEASED", "a:" + order),
                posting(1, "ESCROW_LIABILITY:" + order, "DEBIT", 300_000, "CNY"),
                posting(2, "SELLER_PAYABLE:" + seller, "CREDIT", 299_999, "CNY"));
        assertRefused(
                "out of balance by",
                entry("RELEASED", "b:" + order),
                posting(1, "ESCROW_LIABILITY:" + order, "DEBIT", 300_000, "CNY"),
                posting(2, "SELLER_PAYABLE:" + seller, "CREDIT", 300_000, "USD"));
    }

    @Test
    void anEntryWithFewerThanTwoPostings() {
        assertRefused("0 postings", entry("RELEASED", "c:" + order));
        assertRefused(
                "1 postings",
                entry("RELEASED", "d:" + order),
                posting(1, "ESCROW_LIABILITY:" + order, "DEBIT", 300_000, "CNY"));
    }

    @Test
    void aPostingAddedToAnOldEntry() {
        assertRefused("out of balance by 1 CNY", """
                insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                select id, 3, 'PROVIDER_CLEARING', 'DEBIT', 1, 'CNY' from ledger_entry where order_id = '%s'""".formatted(order));
    }

    @Test
    void aPostingOfNoEntry() {
        assertRefused("which there is not", """
                insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                select entry, line, 'PROVIDER_CLEARING', side, 1, 'CNY'
                  from (select gen_random_uuid() as entry) one, (values (1, 'DEBIT'), (2, 'CREDIT')) two (line, side)""");
    }

    @Test
    void anUnbalancedEntryWhoseNoteWasRemovedOrWhichWasAddedToAfterTheLook() {
        assertRefused(
                "out of balance by 1 CNY",
                entry("RELEASED", "i:" + order),
                posting(1, "PROVIDER_CLEARING", "DEBIT", 2, "CNY"),
                posting(2, "PLATFORM_REVENUE", "CREDIT", 1, "CNY"),
                "delete from ledger_unfinished");
        assertRefused(
                "out of balance by 1 CNY",
                entry("RELEASED", "j:" + order),
                posting(1, "PROVIDER_CLEARING", "DEBIT", 1, "CNY"),
                posting(2, "PLATFORM_REVENUE", "CREDIT", 1, "CNY"),
                "set constraints all immediate",
                posting(3, "PROVIDER_CLEARING", "DEBIT", 1, "CNY"));
    }

    @Test
    void anEntryThatOneStatementLeavesUnbalanced() {
        assertRefused("out of balance by 1 CNY", whole("k", 2, 1, "CNY"));
        assertRefused("out of balance by", whole("l", 1, 1, "USD"));
        assertTaken(whole("m", 1, 1, "CNY"));
    }

    private String whole(String key, long debit, long credit, String currency) {
        return """
                with entry as (
                    insert into ledger_entry (id, order_id, fact, operation_key, posted_at)
                    values (gen_random_uuid(), '%1$s', 'PROVIDER_FEE_TAKEN', '%2$s:%1$s', now()) returning id)
                insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                select id, line, account, side, amount, currency
                  from entry, (values (1, 'PLATFORM_EXPENSE', 'DEBIT', %3$d, 'CNY'),
                                      (2, 'PROVIDER_CLEARING', 'CREDIT', %4$d, '%5$s'))
                              posting (line, account, side, amount, currency)""".formatted(order, key, debit, credit, currency);
    }

    @Test
    void aChangeOfWhatHasBeenBooked() {
        assertRefused("append-only", "update ledger_posting set amount_minor = 1");
        assertRefused("append-only", "delete from ledger_posting");
        assertRefused("append-only", "update ledger_entry set fact = 'RELEASED'");
        assertRefused("append-only", "delete from ledger_entry");
        assertRefused("append-only", "truncate ledger_posting, ledger_entry");
        assertRefused("append-only", "delete from order_transition");
    }

    /** E-4: the release of one order is one operation. */
    @Test
    void aSecondReleaseOfOneOrder() {
        assertTaken(release(100_000));
        assertRefused("one_entry_per_operation", release(100_000));
    }

    @Test
    void anOrderGivingMoreThanItHolds() {
        assertRefused("never_below_zero", release(300_001));
        assertRefused(
                "holds nothing",
                entry("REFUND_SETTLED", "e:" + order),
                posting(1, "BUYER_REFUND:" + order, "DEBIT", 1, "CNY"),
                posting(2, "PROVIDER_CLEARING", "CREDIT", 1, "CNY"));
        assertRefused(
                "holds nothing",
                entry("RELEASED", "f:" + order),
                posting(1, "ESCROW_LIABILITY:" + order, "DEBIT", 1, "USD"),
                posting(2, "SELLER_PAYABLE:" + seller, "CREDIT", 1, "USD"));
    }

    /** E-7: no balance without an entry. */
    @Test
    void aBalanceChangedByHand() {
        assertRefused("only by an entry", "update guarded_balance set balance_minor = 0");
        assertRefused("only by an entry", "insert into guarded_balance values ('ESCROW_LIABILITY:x', 'CNY', 1)");
        assertRefused("only by an entry", "delete from guarded_balance");
    }

    @Test
    void anAccountThatIsNotInTheChartOrAnAmountOfNothing() {
        assertRefused(
                "account_of_the_chart",
                entry("RELEASED", "g:" + order),
                posting(1, "POCKET_MONEY", "CREDIT", 1, "CNY"));
        assertRefused(
                "amount_minor", entry("RELEASED", "h:" + order), posting(1, "PROVIDER_CLEARING", "CREDIT", 0, "CNY"));
    }

    @Test
    void anAccountWhoseOwnerIsNoId() {
        var id = order.toString();
        for (var owner : List.of(
                "",
                ":",
                ":" + id.substring(1),
                ":" + id + "0",
                ":" + id.toUpperCase(Locale.ROOT),
                ":" + id.replace('-', 'a'),
                ":-" + id.substring(1),
                ":" + id + ":" + id)) {
            assertRefused(
                    "account_of_the_chart",
                    entry("RELEASED", "n:" + order),
                    posting(1, "SELLER_PAYABLE" + owner, "CREDIT", 1, "CNY"));
        }
        assertRefused(
                "account_of_the_chart",
                entry("RELEASED", "o:" + order),
                posting(1, "PLATFORM_REVENUE:" + order, "CREDIT", 1, "CNY"));
        for (var hash : List.of("a".repeat(63), "a".repeat(65), "A".repeat(64), "g".repeat(64))) {
            assertRefused(
                    "orders_snapshot_hash_check",
                    "update orders set snapshot_hash = '" + hash + "' where id = '" + order + "'");
        }
    }

    /** D-1: once frozen, only a ruling releases. */
    @Test
    void aReleaseOfFrozenMoneyWithoutARuling() {
        var dispute = UUID.randomUUID();
        var freeze = "update orders set stage = 'DISPUTED', dispute_id = '" + dispute + "', stage_before = 'SHIPPED',"
                + " disputed_since = now() where id = '" + order + "'";
        assertRefused("nobody freezes order", freeze);
        assertTaken(
                "insert into order_freeze (order_id, cause_id, frozen_by, since) values ('" + order + "', '" + dispute
                        + "', 'DISPUTE', now())",
                freeze);
        assertRefused(
                "release_has_a_ground",
                "update orders set stage = 'RELEASED', accepted_by = 'TIMER', accepted_at = now() where id = '" + order
                        + "'");
        var release = "update orders set stage = 'RELEASED', ruling_id = gen_random_uuid() where id = '" + order + "'";
        assertRefused("is still frozen", release);
        assertTaken("update order_freeze set ended_at = now() where cause_id = '" + dispute + "'", release);
        assertRefused("has ended as RELEASED", freeze.replace("where", ", ruling_id = null where"));
    }

    /** D-1: the freezes of an order are told once, one dispute at a time, and last longer only by two people. */
    @Test
    void aFreezeThatIsNone() {
        var freeze = "insert into order_freeze (order_id, cause_id, frozen_by, since) values ('" + order
                + "', gen_random_uuid(), '%s', now())";
        assertTaken(freeze.formatted("DISPUTE"), freeze.formatted("BANK"));
        assertRefused("one_open_dispute_per_order", freeze.formatted("DISPUTE"));
        assertRefused("only ever ends", "update order_freeze set since = now() where order_id = '" + order + "'");
        assertRefused("only ever ends", "delete from order_freeze where order_id = '" + order + "'");
        var thisOrder = " where id = '" + order + "'";
        assertRefused("nobody has agreed", "update orders set freeze_extended = true" + thisOrder);
        assertRefused(
                "a_claim_is_about_what_was_released",
                "update orders set claim_dispute = gen_random_uuid(), claim_since = now()" + thisOrder);
        assertRefused("a_release_is_reversed_for_a_dispute", "update orders set release_reversed = true" + thisOrder);
    }

    @Test
    void aStageWithoutWhatItCannotBeWithout() {
        var thisOrder = " where id = '" + order + "'";
        assertRefused("release_has_a_ground", "update orders set stage = 'RELEASED'" + thisOrder);
        assertRefused("refund_has_a_ground", "update orders set stage = 'REFUNDED'" + thisOrder);
        assertRefused("shipped_ends", "update orders set deliver_by = null" + thisOrder);
        assertRefused("disputed_stands_somewhere", "update orders set stage = 'DISPUTED', dispute_id = id" + thisOrder);
        assertRefused("inspection_ends", "update orders set stage = 'INSPECTION'" + thisOrder);
        assertRefused("cancelled_says_why", "update orders set stage = 'CANCELLED'" + thisOrder);
        assertRefused("no_self_dealing", "update orders set buyer_id = seller_id" + thisOrder);
        assertRefused("nobody_pays_before_both_answers", "update orders set reserved = false" + thisOrder);
        assertRefused("money_has_a_payment", "update orders set payment_id = null" + thisOrder);
    }

    /** E-5: what is divided is all that is held, and what is frozen is not divided by agreement. */
    @Test
    void aDivisionThatIsNone() {
        var divided = "update orders set stage = 'PARTIALLY_REFUNDED', agreed_offer = 1, leg_buyer_minor = %s,"
                + " leg_seller_minor = 200000, leg_platform_minor = 0 where id = '" + order + "'";
        assertRefused("divided_has_its_legs", divided.formatted("99999"));
        assertRefused("divided_has_its_legs", divided.formatted("null"));
        assertRefused("divided_has_its_legs", divided.formatted("-1"));
        assertTaken(divided.formatted("100000"));
        assertRefused(
                "frozen_is_not_agreed", "update orders set dispute_id = gen_random_uuid() where id = '" + order + "'");
    }

    /** a code works once and takes five tries, and no pass or hand-over can be had for a parcel's order. */
    @Test
    void aSecondHandOverOrASixthTry() {
        var thisOrder = " where id = '" + order + "'";
        assertRefused("a_code_is_for_a_meeting", "update orders set code_issued = true" + thisOrder);
        assertRefused("a_parcel_has_an_address", "update orders set delivery_address_id = null" + thisOrder);
        assertRefused(
                "a_meeting_has_no_parcel",
                "update orders set delivery = 'MEET', delivery_address_id = null" + thisOrder);
        var pass = "insert into hand_over_pass (order_id, number, issued_at, code_hash, code_sealed, public_key,"
                + " signing_key_sealed, wrong_tries) values ('" + order
                + "', 1, now(), repeat('a', 64), '', '', '', 5)";
        assertRefused("is no meeting", pass);
        assertTaken(
                "update orders set stage = 'FUNDED', funded_at = now(), ship_by = now(), shipment_id = null,"
                        + " delivery = 'MEET', delivery_address_id = null" + thisOrder,
                pass);
        var thisPass = " where order_id = '" + order + "'";
        assertRefused("five_tries", "update hand_over_pass set wrong_tries = 6" + thisPass);
        assertRefused("stays as it was issued", "update hand_over_pass set wrong_tries = 0" + thisPass);
        assertRefused("stays as it was issued", "update hand_over_pass set code_hash = repeat('b', 64)" + thisPass);
        assertRefused("append-only", "delete from hand_over_pass" + thisPass);
        var handOver = "insert into hand_over (order_id, pass_number, proof, at, told_at) values ('" + order
                + "', %d, 'CODE', now() + interval '%s', now())";
        assertRefused("hand_over_order_id_pass_number_fkey", handOver.formatted(2, "0"));
        assertRefused("handed_over_before_it_was_told", handOver.formatted(1, "1 second"));
        assertTaken(handOver.formatted(1, "0"));
        assertRefused("hand_over_pkey", handOver.formatted(1, "0"));
        assertRefused("append-only", "delete from hand_over");
    }

    @Test
    void aCancellationThatTheBuyerDoesNotBear() {
        var cancelled = "update orders set stage = 'CANCELLED', cancel_reason = '%s', fee_kept = true,"
                + " buyer_fee_minor = %d where id = '" + order + "'";
        assertRefused("only_a_buyer_bears_a_cancellation", cancelled.formatted("BY_SELLER", 100));
        assertRefused("only_a_buyer_bears_a_cancellation", cancelled.formatted("BY_BUYER", 0));
        assertTaken(cancelled.formatted("BY_BUYER", 100));
    }

    @Test
    void twoOpenOffersOfOneSideAndTwoAgreements() {
        var offer = "insert into refund_offer (order_id, number, by, amount_minor, currency, status, offered_at,"
                + " answered_at) values ('" + order + "', %d, '%s', %d, 'CNY', '%s', now(), %s)";
        assertTaken(
                offer.formatted(1, "BUYER", 100, "OPEN", "null"), offer.formatted(2, "SELLER", 100, "OPEN", "null"));
        assertRefused("one_open_offer_per_side", offer.formatted(3, "BUYER", 100, "OPEN", "null"));
        assertTaken(offer.formatted(3, "BUYER", 100, "AGREED", "now()"));
        assertRefused("one_agreed_offer", offer.formatted(4, "SELLER", 100, "AGREED", "now()"));
        assertRefused("amount_minor", offer.formatted(4, "SELLER", 0, "DECLINED", "now()"));
        assertRefused("answered_has_a_time", offer.formatted(4, "SELLER", 1, "DECLINED", "null"));
    }

    private String[] release(long amount) {
        return new String[] {
            entry("RELEASED", "RELEASED:" + order),
            posting(1, "ESCROW_LIABILITY:" + order, "DEBIT", amount, "CNY"),
            posting(2, "SELLER_PAYABLE:" + seller, "CREDIT", amount, "CNY"),
            lot(amount)
        };
    }

    private String lot(long amount) {
        return """
                insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                         available_at, blocked, policy_version)
                values (gen_random_uuid(), '%1$s', '%2$s', cast(current_setting('test.entry') as uuid), 'PAYABLE',
                        %3$d, %3$d, 'CNY', now(), false, 'v')""".formatted(seller, order, amount);
    }

    /** The entry of the statements that follow it. */
    private String entry(String fact, String key) {
        return """
                with added as (
                    insert into ledger_entry (id, order_id, fact, operation_key, posted_at)
                    values (gen_random_uuid(), '%s', '%s', '%s', now()) returning id)
                select set_config('test.entry', cast(id as text), true) from added""".formatted(order, fact, key);
    }

    private static String posting(int line, String account, String side, long amount, String currency) {
        return """
                insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                values (cast(current_setting('test.entry') as uuid), %d, '%s', '%s', %d, '%s')""".formatted(line, account, side, amount, currency);
    }
}
