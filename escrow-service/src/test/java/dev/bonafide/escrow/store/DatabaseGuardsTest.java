package dev.bonafide.escrow.store;

import static dev.bonafide.escrow.store.Entries.Line.credit;
import static dev.bonafide.escrow.store.Entries.Line.debit;

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
                entry(
                        "FUNDED",
                        "FUNDED:" + order,
                        debit("PROVIDER_CLEARING", 300_000),
                        credit("ESCROW_LIABILITY:" + order, 300_000)));
    }

    /** E-7 */
    @Test
    void anEntryThatDoesNotBalance() {
        assertRefused(
                "entry_is_balanced",
                entry(
                        "RELEASED",
                        "a:" + order,
                        debit("ESCROW_LIABILITY:" + order, 300_000),
                        credit("SELLER_PAYABLE:" + seller, 299_999)));
        assertRefused(
                "entry_is_balanced",
                entry(
                        "RELEASED",
                        "b:" + order,
                        debit("PROVIDER_CLEARING", Long.MAX_VALUE),
                        credit("PLATFORM_REVENUE", Long.MAX_VALUE)));
        assertRefused(
                "entry_is_balanced",
                entry("RELEASED", "h:" + order, debit("PROVIDER_CLEARING", 0), credit("PLATFORM_REVENUE", 0)));
        assertRefused("entry_is_balanced", lines("i", "{PROVIDER_CLEARING,PLATFORM_REVENUE,INSURANCE}", "{1,-1,null}"));
        assertTaken(entry("RELEASED", "m:" + order, debit("PROVIDER_CLEARING", 1), credit("PLATFORM_REVENUE", 1)));
    }

    @Test
    void anEntryWithFewerThanTwoLinesOrWithHalvesOfThem() {
        assertRefused("lines_are_whole", entry("RELEASED", "c:" + order));
        assertRefused(
                "entry_is_balanced", entry("RELEASED", "d:" + order, debit("ESCROW_LIABILITY:" + order, 300_000)));
        assertRefused("lines_are_whole", lines("e", "{PROVIDER_CLEARING,PLATFORM_REVENUE,INSURANCE}", "{1,-1}"));
        assertRefused("lines_are_whole", lines("f", "{{PROVIDER_CLEARING},{PLATFORM_REVENUE}}", "{1,-1}"));
        assertRefused("lines_are_whole", lines("g", "[0:1]={PROVIDER_CLEARING,PLATFORM_REVENUE}", "[0:1]={1,-1}"));
    }

    @Test
    void anEntryOfNoFactOrWithAReferenceTooLong() {
        var lines = new Entries.Line[] {debit("PROVIDER_CLEARING", 1), credit("PLATFORM_REVENUE", 1)};
        assertRefused("fact_of_the_table", entry("SOLD", "n:" + order, lines));
        var insert = entry("RELEASED", "o:" + order, lines);
        for (var reference : List.of("idempotency_key", "correlation_id")) {
            var longer = insert.replaceFirst("\\(id,", "(" + reference + ", id,");
            assertRefused("references_are_short", longer.replaceFirst("values \\(", "values (repeat('k', 129), "));
            assertTaken(longer.replaceFirst("values \\(", "values (repeat('k', 128), ")
                    .replace("o:", reference + ":"));
        }
    }

    private String lines(String key, String accounts, String amounts) {
        return """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at, currency, accounts, amounts)
                values (gen_random_uuid(), '%1$s', 'RELEASED', '%2$s:%1$s', now(), 'CNY', '%3$s', '%4$s')""".formatted(order, key, accounts, amounts);
    }

    @Test
    void anEntryOfNoCurrencyOrNoOrder() {
        for (var currency : List.of("cny", "CN", "CNYY", "C1Y", "")) {
            assertRefused(
                    "currency_code",
                    entryIn(
                            currency,
                            "RELEASED",
                            "j:" + order,
                            debit("PROVIDER_CLEARING", 1),
                            credit("PLATFORM_REVENUE", 1)));
        }
        var nobodys = "'" + UUID.randomUUID() + "'";
        assertRefused(
                "which there is not",
                Entries.insert(
                        "gen_random_uuid()",
                        nobodys,
                        "RELEASED",
                        "k:" + order,
                        "CNY",
                        debit("PROVIDER_CLEARING", 1),
                        credit("PLATFORM_REVENUE", 1)));
        assertRefused("append-only", "delete from orders");
    }

    /** Its freeze, and who searches for what happened to an order or seller, find it by these. */
    @Test
    void anEntryWithAccountsOfAnotherOrderOrOfTwoSellers() {
        assertRefused(
                "account_of_the_chart",
                entry(
                        "RELEASED",
                        "p:" + order,
                        debit("PROVIDER_CLEARING", 1),
                        credit("ESCROW_LIABILITY:" + UUID.randomUUID(), 1)));
        assertRefused(
                "account_of_the_chart",
                Entries.insert(
                        "gen_random_uuid()",
                        "null",
                        "RELEASED",
                        "q:" + order,
                        "CNY",
                        debit("PROVIDER_CLEARING", 1),
                        credit("ESCROW_LIABILITY:" + order, 1)));
        assertRefused(
                "account_of_the_chart",
                entry(
                        "RELEASED",
                        "r:" + order,
                        debit("SELLER_RECEIVABLE:" + UUID.randomUUID(), 1),
                        credit("SELLER_PAYABLE:" + seller, 1)));
        assertRefused("account_of_the_chart", """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at, currency, accounts, amounts, seller_id)
                values (gen_random_uuid(), '%1$s', 'RELEASED', 's:%1$s', now(), 'CNY',
                        '{PROVIDER_CLEARING,PLATFORM_REVENUE}', '{1,-1}', '%2$s')""".formatted(order, seller));
    }

    @Test
    void aChangeOfWhatHasBeenBooked() {
        assertRefused("append-only", "update ledger_entry set amounts = '{1,-1}'");
        assertRefused("cannot delete", "delete from ledger_posting");
        assertRefused("append-only", "update ledger_entry set fact = 'RELEASED'");
        assertRefused("append-only", "delete from ledger_entry");
        assertRefused("append-only", "truncate ledger_entry");
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
                entry(
                        "REFUND_SETTLED",
                        "e:" + order,
                        debit("BUYER_REFUND:" + order, 1),
                        credit("PROVIDER_CLEARING", 1)));
        assertRefused(
                "holds nothing",
                entryIn(
                        "USD",
                        "RELEASED",
                        "f:" + order,
                        debit("ESCROW_LIABILITY:" + order, 1),
                        credit("SELLER_PAYABLE:" + seller, 1)));
    }

    /** E-7: no balance without an entry. */
    @Test
    void aBalanceChangedByHand() {
        assertRefused("only by an entry", "update guarded_balance set balance_minor = 0");
        assertRefused("only by an entry", "insert into guarded_balance values ('ESCROW_LIABILITY:x', 'CNY', 1)");
        assertRefused("only by an entry", "delete from guarded_balance");
    }

    @Test
    void anAccountThatIsNotInTheChart() {
        assertRefused(
                "account_of_the_chart",
                entry("RELEASED", "g:" + order, debit("PROVIDER_CLEARING", 1), credit("POCKET_MONEY", 1)));
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
                    entry(
                            "RELEASED",
                            "n:" + order,
                            debit("PROVIDER_CLEARING", 1),
                            credit("SELLER_PAYABLE" + owner, 1)));
        }
        assertRefused(
                "account_of_the_chart",
                entry("RELEASED", "o:" + order, debit("PROVIDER_CLEARING", 1), credit("PLATFORM_REVENUE:" + order, 1)));
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

    /** X-20: a code works once and takes five tries, and no pass or hand-over can be had for a parcel's order. */
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
            entry(
                    "RELEASED",
                    "RELEASED:" + order,
                    debit("ESCROW_LIABILITY:" + order, amount),
                    credit("SELLER_PAYABLE:" + seller, amount)),
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
    private String entry(String fact, String key, Entries.Line... lines) {
        return entryIn("CNY", fact, key, lines);
    }

    private String entryIn(String currency, String fact, String key, Entries.Line... lines) {
        return Entries.insertForOthers("'" + order + "'", fact, key, currency, lines);
    }
}
