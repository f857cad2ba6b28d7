package dev.bonafide.escrow.store;

import static dev.bonafide.escrow.store.Entries.Line.credit;
import static dev.bonafide.escrow.store.Entries.Line.debit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AS-18: what PostgreSQL refuses of a loss that somebody would make good twice, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class IndemnityGuardsTest extends Guards {
    private final UUID order = UUID.randomUUID();

    /** A buyer has paid 100. */
    @BeforeEach
    void aHundredWasPaid() throws SQLException {
        inOneTransaction("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, answer_due_at)
                values ('%s', 0, 'PLACED', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 100, 0, 0, 1, 1, 1, 1, 1, 1, now())""".formatted(order));
        inOneTransaction(entry("FUNDED", debit("PROVIDER_CLEARING", 100), credit("ESCROW_LIABILITY:" + order, 100)));
        inOneTransaction("insert into indemnity values ('%s', 'PURCHASE', 'CNY', 100, 0)".formatted(order));
    }

    @Test
    void moneyForTheBuyerThatNobodyHasDrawn() {
        assertRefused("and draws 0", refund(10));
        assertRefused("and draws 9", with(refund(10), draw("REFUND", 9, 0)));
        assertRefused("and draws 11", with(refund(10), draw("REFUND", 11, 0)));
        assertTaken(with(refund(10), draw("REFUND", 10, 0)));
    }

    @Test
    void aDrawOfAnEntryThatGivesNothing() {
        assertRefused(
                "gives the buyer 0",
                entry("PROVIDER_FEE_TAKEN", debit("PLATFORM_EXPENSE", 10), credit("PROVIDER_CLEARING", 10)),
                draw("REFUND", 10, 0));
    }

    @Test
    void moreThanTheLoss() {
        assertTaken(with(refund(60), draw("REFUND", 60, 0)));
        assertRefused("nothing_is_paid_twice", with(advance(41), draw("ADVANCE", 41, 0)));
        assertRefused("only_a_bank_goes_beyond", with(advance(41), draw("ADVANCE", 40, 1)));
        assertTaken(with(advance(40), draw("ADVANCE", 40, 0)));
        assertTaken(with(chargeback(30), draw("CHARGEBACK", 0, 30)));
        assertRefused("nothing_is_paid_twice", with(chargeback(30), draw("CHARGEBACK", 30, 0)));
    }

    @Test
    @DisplayName("AS-18: of many who would make the same loss good at once, no more pass than it is worth")
    void manyAtOnce() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tries = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(_ -> () -> {
                        try {
                            inOneTransaction(with(advance(30), draw("ADVANCE", 30, 0)));
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
    void aRegisterOrADrawChangedByHand() {
        assertTaken(with(refund(10), draw("REFUND", 10, 0)));
        var thisOne = " where order_id = '" + order + "'";
        assertRefused("only by a draw", "update indemnity set drawn_minor = 0" + thisOne);
        assertRefused("only by a draw", "update indemnity set loss_minor = 1000" + thisOne);
        assertRefused("only by a draw", "delete from indemnity" + thisOne);
        assertRefused("append-only", "update indemnity_draw set amount_minor = 1" + thisOne);
        assertRefused("append-only", "delete from indemnity_draw" + thisOne);
    }

    @Test
    void aRegisterOfAnotherLossThanWasPaid() {
        var other = UUID.randomUUID();
        assertRefused("what was paid", "insert into indemnity values ('%s', 'PURCHASE', 'CNY', 1, 0)".formatted(other));
    }

    @Test
    @DisplayName("AS-9, AS-18: what the platform has borne it has back from the hold once, and nothing else")
    void moreThanThePlatformHasBorne() {
        assertRefused("has borne 0", hadBack(1));
        var advance = UUID.randomUUID();
        // A seller is made up for by a ruling as well.
        assertTaken(entry("SELLER_COMPENSATED", debit("PLATFORM_EXPENSE", 9), credit("PROVIDER_CLEARING", 9)));
        assertRefused("has borne 0", hadBack(1));
        assertTaken(ofTheAdvance("ADVANCE_CLAIMED", advance, 20));
        assertTaken(ofTheAdvance("ADVANCE_WRITTEN_OFF", advance, 20));
        assertTaken(ofTheAdvance("SELLER_COMPENSATED", advance, 10));
        assertTaken(with(chargeback(5), draw("CHARGEBACK", 3, 2)));
        assertRefused("has borne 33", hadBack(34));
        assertTaken(hadBack(30));
        assertRefused("has borne 33", hadBack(4));
        assertTaken(hadBack(3));
    }

    private String ofTheAdvance(String fact, UUID advance, long amount) {
        var expense = fact.equals("ADVANCE_CLAIMED") ? "PROVIDER_CLEARING" : "PLATFORM_EXPENSE";
        return entry(fact, fact + ":" + advance, debit(expense, amount), credit("INSURANCE", amount));
    }

    private String hadBack(long amount) {
        return entry("SPLIT", debit("ESCROW_LIABILITY:" + order, amount), credit("PLATFORM_EXPENSE", amount));
    }

    @Test
    void aClaimThatSaysOtherwiseThanTheBooks() {
        var claim = "insert into indemnity_claim (claim_id, order_id, source, asked_minor, paid_minor, left_minor,"
                + " currency, refusal, decided_at) values (gen_random_uuid(), '" + order
                + "', 'INSURER', 10, %d, 90, 'CNY', %s, now())";
        assertRefused("no entry says so", claim.formatted(10, "null"));
        assertRefused("refused_pays_nothing", claim.formatted(10, "'ALREADY_INDEMNIFIED'"));
        assertRefused("paid_at_most_what_was_asked", claim.formatted(11, "null"));
        assertTaken(claim.formatted(0, "'ALREADY_INDEMNIFIED'"));
        assertRefused("append-only", "update indemnity_claim set asked_minor = 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAWED_BACK", "INSURER_PAID", "WARRANTY_PAID", "ADVANCE_PAID"})
    @DisplayName("E-10: parts of a plan are taken off by money that goes back, and then owed no longer")
    void partsThatAreTakenOff(String fact) {
        var plan = UUID.randomUUID();
        var subject = UUID.randomUUID().toString();
        assertTaken(paidInParts(plan));
        var givenBack = new String[] {
            entry(fact, fact + ":" + subject, debit("PLATFORM_EXPENSE", 70), credit("BUYER_REFUND:" + order, 70)),
            draw("RULING", 70, 0)
        };
        var takenOff = new String[] {
            entry(
                    "INSTALMENTS_CANCELLED",
                    "INSTALMENTS_CANCELLED:" + subject,
                    debit("BUYER_REFUND:" + order, 60),
                    credit("INSTALMENT_PROVIDER:" + order, 60))
        };
        var closed = "update instalment_plan set stage = 'CLOSED', ended_at = now() where id = '" + plan + "'";
        var owedNoLonger = new String[] {cut(plan, 2, 30), cut(plan, 3, 30), closed};

        assertRefused("nothing goes back", with(with(givenBack(fact), takenOff), owedNoLonger));
        assertRefused("parts of 60 are owed, and its account says 0", with(givenBack, takenOff));
        assertRefused(
                "parts of 30 are owed, and its account says 0", with(with(givenBack, takenOff), cut(plan, 3, 30)));
        assertRefused(
                "parts of 1 are owed, and its account says 0",
                with(with(givenBack, takenOff), cut(plan, 2, 29), cut(plan, 3, 30)));
        assertTaken(with(with(givenBack, takenOff), owedNoLonger));
    }

    /** For some other reason. */
    private String[] givenBack(String fact) {
        return new String[] {
            entry(
                    fact,
                    fact + ":" + UUID.randomUUID(),
                    debit("PLATFORM_EXPENSE", 70),
                    credit("BUYER_REFUND:" + order, 70)),
            draw("RULING", 70, 0)
        };
    }

    /** The first part of a plan of 40, 30 and 30 is paid, and the rest is owed by the account of the plan. */
    private String[] paidInParts(UUID plan) {
        return new String[] {
            """
            insert into instalment_plan (id, order_id, buyer_id, stage, total_minor, currency, part_count, method,
                policy_version, remind_before_s, retry_after, write_off_after_s, agreed_at, mandate, opened_at)
            select '%s', id, buyer_id, 'OPEN', 100, 'CNY', 3, 'SANDBOX_CARD', 'v', 0, '', 1, now(), 'm', now()
              from orders where id = '%s'""".formatted(plan, order),
            """
            insert into instalment_part (id, plan_id, number, amount_minor, due_on, due_at, stage, paid_at, payment_id)
            values (gen_random_uuid(), '%1$s', 1, 40, current_date, now(), 'PAID', now(), gen_random_uuid()),
                   (gen_random_uuid(), '%1$s', 2, 30, current_date, now(), 'SCHEDULED', null, null),
                   (gen_random_uuid(), '%1$s', 3, 30, current_date, now(), 'SCHEDULED', null, null)""".formatted(plan),
            entry("PROVIDER_FEE_TAKEN", debit("INSTALMENT_PROVIDER:" + order, 60), credit("PROVIDER_CLEARING", 60))
        };
    }

    private static String cut(UUID plan, int number, long by) {
        return ("update instalment_part set cancelled_minor = %d, stage = case when %d = amount_minor then 'CANCELLED' "
                        + "else stage end where plan_id = '%s' and number = %d")
                .formatted(by, by, plan, number);
    }

    /** An entry gives back what is held. */
    private String[] refund(long amount) {
        return new String[] {
            entry("REFUNDED", debit("ESCROW_LIABILITY:" + order, amount), credit("BUYER_REFUND:" + order, amount))
        };
    }

    private String[] advance(long amount) {
        return new String[] {
            entry("ADVANCE_PAID", debit("PLATFORM_EXPENSE", amount), credit("BUYER_REFUND:" + order, amount))
        };
    }

    private String[] chargeback(long amount) {
        return new String[] {
            entry(
                    "CHARGEBACK_WITHDRAWN",
                    debit("CHARGEBACK_SUSPENSE:" + order, amount),
                    credit("PROVIDER_CLEARING", amount)),
            entry("CHARGEBACK_LOST", debit("PLATFORM_EXPENSE", amount), credit("CHARGEBACK_SUSPENSE:" + order, amount))
        };
    }

    /** The entry of the statements that follow it. */
    private String entry(String fact, Entries.Line... lines) {
        return entry(fact, "test:" + UUID.randomUUID(), lines);
    }

    private String entry(String fact, String key, Entries.Line... lines) {
        return Entries.insertForOthers("'" + order + "'", fact, key, "CNY", lines);
    }

    private String draw(String source, long amount, long beyond) {
        return """
                insert into indemnity_draw
                values (cast(current_setting('test.entry') as uuid), '%s', 'PURCHASE', '%s', %d, %d, 'CNY', now())""".formatted(order, source, amount, beyond);
    }

    private static String[] with(String[] statements, String... more) {
        var all = new String[statements.length + more.length];
        System.arraycopy(statements, 0, all, 0, statements.length);
        System.arraycopy(more, 0, all, statements.length, more.length);
        return all;
    }
}
