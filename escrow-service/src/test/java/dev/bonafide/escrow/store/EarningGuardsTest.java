package dev.bonafide.escrow.store;

import static dev.bonafide.escrow.store.Entries.Line.credit;
import static dev.bonafide.escrow.store.Entries.Line.debit;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-12: what PostgreSQL refuses of sellers' earnings and debts by itself, whoever writes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class EarningGuardsTest extends Guards {
    private final UUID order = UUID.randomUUID();
    private final UUID seller = UUID.randomUUID();
    private final UUID lot = UUID.randomUUID();
    private final UUID debt = UUID.randomUUID();

    /** The seller has a lot of 100 that may be paid out, and owes 60. */
    @BeforeEach
    void aSellerWhoHasAHundredAndOwesSixty() throws SQLException {
        inOneTransaction(
                entry("SELLER_COMPENSATED", debit("PLATFORM_EXPENSE", 100), credit(payable(), 100)),
                lot(lot, "PAYABLE", 100));
        inOneTransaction(entry("ADVANCE_CLAIMED", debit(owed(), 60), credit("POOL_CLAIM", 60)), receivable(debt, 60));
    }

    @Test
    void aCreditOfEarningsThatIsNoLotOrAnotherAmount() {
        var booked = new String[] {entry("SELLER_COMPENSATED", debit("PLATFORM_EXPENSE", 50), credit(payable(), 50))};
        assertRefused("its lots are 0", booked);
        assertRefused("its lots are 49", with(booked, lot(UUID.randomUUID(), "PAYABLE", 49)));
        assertRefused("its lots are 0", with(booked, lot(UUID.randomUUID(), "RESERVE", 50)));
        assertTaken(with(booked, lot(UUID.randomUUID(), "PAYABLE", 20), lot(UUID.randomUUID(), "PAYABLE", 30)));
    }

    @Test
    void aLotOfAnotherSellerOrAddedToAnOldEntry() {
        assertRefused(
                "SELLER_PAYABLE",
                entry(
                        "SELLER_COMPENSATED",
                        debit("PLATFORM_EXPENSE", 50),
                        credit("SELLER_PAYABLE:" + UUID.randomUUID(), 50)),
                lot(UUID.randomUUID(), "PAYABLE", 50));
        assertRefused("its lots are 101", """
                insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                         available_at, blocked, policy_version)
                select gen_random_uuid(), seller_id, order_id, entry_id, kind, 1, 1, currency, available_at, false, 'v'
                  from earning_lot where id = '%s'""".formatted(lot));
    }

    /** Each of these is one statement, which the guards look at as a whole. */
    @Test
    void aCreditThatOneStatementLeavesWithoutItsLots() {
        assertRefused("its lots are 0", sale(50, 0, 0));
        assertRefused("its lots are 49", sale(50, 49, 0));
        assertRefused("its lots are 51", sale(50, 50, 1));
        assertTaken(sale(50, 50, 0), sale(50, 20, 30));
    }

    private String sale(long credit, long first, long second) {
        return """
                with entry as (
                    insert into ledger_entry (id, fact, operation_key, posted_at, currency, accounts, amounts, seller_id)
                    values (gen_random_uuid(), 'SELLER_COMPENSATED', 'test:' || gen_random_uuid(), now(), 'CNY',
                            array['PLATFORM_EXPENSE', 'SELLER_PAYABLE:%1$s'], array[%3$d, -%3$d], '%1$s') returning id)
                insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                         available_at, blocked, policy_version)
                select gen_random_uuid(), '%1$s', '%2$s', entry.id, 'PAYABLE', amount, amount, 'CNY', now(), false, 'v'
                  from entry, (values (%4$d), (%5$d)) lot (amount) where amount > 0""".formatted(seller, order, credit, first, second);
    }

    @Test
    void aLotOfNoKindOrLessThanNothingOrNotWhollyOpen() {
        var booked = new String[] {entry("SELLER_COMPENSATED", debit("PLATFORM_EXPENSE", 50), credit(payable(), 50))};
        assertRefused("lot_is_of_earnings", with(booked, lot(UUID.randomUUID(), "PROFIT", 50)));
        assertRefused(
                "lot_is_of_earnings",
                with(booked, lot(UUID.randomUUID(), "PAYABLE", 60), lot(UUID.randomUUID(), "PAYABLE", -10)));
        assertRefused(
                "lot_is_of_earnings",
                with(booked, lot(UUID.randomUUID(), "PAYABLE", 50).replaceFirst("50, 50", "50, 49")));
        assertTaken(with(booked, lot(UUID.randomUUID(), "PAYABLE", 50)));
    }

    @Test
    void aDebitOfEarningsThatNamesNoLotOrTakesMoreThanIsOpen() {
        assertRefused("its uses 0", payout(100));
        assertRefused("its uses 99", with(payout(100), use(99)));
        assertRefused("lot_never_below_zero", with(payout(101), use(101)));
        assertTaken(with(payout(100), use(100)));
        assertRefused("lot_never_below_zero", with(payout(1), use(1)));
    }

    @Test
    void aPayoutOfWhatIsBlockedOrWaits() {
        assertTaken("update earning_lot set blocked = true where id = '" + lot + "'");
        assertRefused("may not be paid out yet", with(payout(100), use(100)));
        assertTaken("update earning_lot set blocked = false, available_at = now() + interval '1 hour' where id = '"
                + lot + "'");
        assertRefused("may not be paid out yet", with(payout(100), use(100)));
    }

    @Test
    void aLotOrAUseChangedByHand() {
        assertRefused("only by a use", "update earning_lot set open_minor = 0 where id = '" + lot + "'");
        assertRefused("keeps what it is", "update earning_lot set amount_minor = 1 where id = '" + lot + "'");
        assertRefused(
                "keeps what it is", "update earning_lot set seller_id = gen_random_uuid() where id = '" + lot + "'");
        assertRefused("never removed", "delete from earning_lot where id = '" + lot + "'");
        assertTaken(with(payout(10), use(10)));
        assertRefused("append-only", "update earning_use set amount_minor = 1 where lot_id = '" + lot + "'");
        assertRefused("append-only", "delete from earning_use where lot_id = '" + lot + "'");
        assertRefused("append-only", "truncate earning_lot, earning_use");
    }

    @Test
    void aDebtWithoutReceivableAndARepaymentThatIsNoneOrTooMuch() {
        assertRefused("it opened 0", entry("ADVANCE_CLAIMED", debit(owed(), 5), credit("POOL_CLAIM", 5)));
        assertRefused("and repaid 0", writtenOff(60));
        assertRefused("and repaid 59", with(writtenOff(60), repaid(59)));
        assertRefused("never_below_zero", with(writtenOff(61), repaid(61)));
        assertTaken(with(writtenOff(60), repaid(60)));
        assertRefused("never_below_zero", with(writtenOff(1), repaid(1)));
    }

    @Test
    void aReceivableChangedByHand() {
        assertRefused("only by a repayment", "update receivable set open_minor = 0 where id = '" + debt + "'");
        assertRefused("keeps what it is", "update receivable set amount_minor = 1 where id = '" + debt + "'");
        assertRefused("never removed", "delete from receivable where id = '" + debt + "'");
        assertTaken(with(writtenOff(10), repaid(10)));
        assertRefused("append-only", "delete from receivable_repayment where receivable_id = '" + debt + "'");
    }

    private String[] payout(long amount) {
        return new String[] {
            entry("PAYOUT_HELD", debit(payable(), amount), credit("PAYOUT_IN_TRANSIT:" + seller, amount))
        };
    }

    private String[] writtenOff(long amount) {
        return new String[] {entry("RECEIVABLE_WRITTEN_OFF", debit("PLATFORM_EXPENSE", amount), credit(owed(), amount))
        };
    }

    private String payable() {
        return "SELLER_PAYABLE:" + seller;
    }

    private String owed() {
        return "SELLER_RECEIVABLE:" + seller;
    }

    /** The entry of the statements that follow it. */
    private static String entry(String fact, Entries.Line... lines) {
        return Entries.insertForOthers("null", fact, "test:" + UUID.randomUUID(), "CNY", lines);
    }

    private String lot(UUID id, String kind, long amount) {
        return """
                insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                         available_at, blocked, policy_version)
                values ('%s', '%s', '%s', cast(current_setting('test.entry') as uuid), '%s', %5$d, %5$d, 'CNY', now(), false,
                        'v')""".formatted(id, seller, order, kind, amount);
    }

    private String receivable(UUID id, long amount) {
        return """
                insert into receivable (id, seller_id, order_id, entry_id, favour, cause, cause_id, amount_minor, open_minor,
                                        currency, opened_at)
                values ('%s', '%s', '%s', cast(current_setting('test.entry') as uuid), 'POOL', 'ADVANCE_CLAIMED',
                        gen_random_uuid(), %4$d, %4$d, 'CNY', now())""".formatted(id, seller, order, amount);
    }

    private String use(long amount) {
        return "insert into earning_use values (cast(current_setting('test.entry') as uuid), '%s', %d)"
                .formatted(lot, amount);
    }

    private String repaid(long amount) {
        return "insert into receivable_repayment values (cast(current_setting('test.entry') as uuid), '%s', %d)"
                .formatted(debt, amount);
    }

    private static String[] with(String[] statements, String... more) {
        var all = new String[statements.length + more.length];
        System.arraycopy(statements, 0, all, 0, statements.length);
        System.arraycopy(more, 0, all, statements.length, more.length);
        return all;
    }
}
