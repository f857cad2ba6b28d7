package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-12, D-1: claims about milestones that were open when claims began to keep no more than they can take (V1152). */
class ClaimsMigrationTest {
    private static final String BLOCKED = """
            select case when e.operation_key like '%%%s' then 'claimed ' else 'other ' end || l.kind
              from earning_lot l join ledger_entry e on e.id = l.entry_id
             where l.order_id = '%s' and l.blocked""";

    private final UUID order = UUID.randomUUID();
    private final UUID seller = UUID.randomUUID();
    private final UUID claimed = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID dispute = UUID.randomUUID();

    @Test
    @DisplayName(
            "E-12: a claim of before keeps what its milestone has brought, and the rest of the order is free again")
    void aClaimOfBefore() throws SQLException {
        try (var database = new EarlierDatabase("claims_of_before")) {
            database.migrateTo("1151");
            database.write(aClaimThatBlocksAllOfItsOrder());
            assertThat(database.rows(BLOCKED.formatted(claimed, order)))
                    .containsExactlyInAnyOrder("claimed PAYABLE", "claimed RESERVE", "other PAYABLE", "other RESERVE");

            database.migrateTo("latest");
            assertThat(database.rows("select milestone_id from earning_block where dispute_id = '" + dispute + "'"))
                    .containsExactly(claimed.toString());
            assertThat(database.rows(BLOCKED.formatted(claimed, order)))
                    .containsExactlyInAnyOrder("claimed PAYABLE", "claimed RESERVE");
        }
    }

    private List<String> aClaimThatBlocksAllOfItsOrder() {
        var sql = new ArrayList<String>();
        sql.add("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, reserved, screening, payment_id, accepted_by, accepted_at, milestones, agreed)
                values ('%s', 7, 'RELEASED', gen_random_uuid(), gen_random_uuid(), '%s', gen_random_uuid(), repeat('a', 64),
                    now(), 'v', 'v', 'CNY', 300, 0, 0, 1, 1, 1, 1, 1, 1, true, 'ALLOWED', gen_random_uuid(), 'BUYER',
                    now(), 2, true)""".formatted(order, seller));
        sql.addAll(released(claimed, 1, 100));
        sql.addAll(released(other, 2, 200));
        sql.add("insert into earning_block (order_id, dispute_id, blocked_at) values ('%s', '%s', now())"
                .formatted(order, dispute));
        sql.add(
                "insert into milestone_claim (milestone_id, order_id, dispute_id, since) values ('%s', '%s', '%s', now())"
                        .formatted(claimed, order, dispute));
        return sql;
    }

    /** A milestone that was accepted, and four fifths of whose price may soon be paid out. */
    private List<String> released(UUID milestone, int number, long price) {
        var entry = UUID.randomUUID();
        return List.of(
                """
                insert into milestone (id, order_id, number, title, price_minor, buyer_fee_minor, seller_fee_minor, state,
                    delivered_at, accepted_by, accepted_at)
                values ('%s', '%s', %d, 'Part', %d, 0, 0, 'RELEASED', now(), 'BUYER', now())""".formatted(milestone, order, number, price),
                """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at)
                values ('%s', '%s', 'RELEASED', 'RELEASED:%s', now())""".formatted(entry, order, milestone),
                """
                insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                values ('%1$s', 1, 'ESCROW_LIABILITY:%2$s', 'DEBIT', %4$d, 'CNY'),
                       ('%1$s', 2, 'SELLER_PAYABLE:%3$s', 'CREDIT', %4$d, 'CNY')""".formatted(entry, order, seller, price),
                """
                insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                    available_at, blocked, policy_version)
                select gen_random_uuid(), '%s', '%s', '%s', kind, minor, minor, 'CNY', now(), true, 'v'
                  from (values ('PAYABLE', %d), ('RESERVE', %d)) lot (kind, minor)""".formatted(seller, order, entry, price * 4 / 5, price / 5));
    }
}
