package dev.bonafide.escrow.desk.seller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.Lot;
import dev.bonafide.escrow.earning.SellerBalance;
import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.Statements;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * E-12, E-7: whatever happens to a seller, in any order, the lots, the receivables, the statement and the ledger agree to
 * the cent with each other and with a model that knows nothing of them. A failure names its seed.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class SellerHistoryTest {
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final int STEPS = 40;

    @Inject
    Shop shop;

    @Inject
    Clock clock;

    @Inject
    Earnings earnings;

    @Inject
    Books books;

    @Inject
    Lots lots;

    @Inject
    StatementDesk desk;

    @Inject
    Statements statements;

    static List<Long> seeds() {
        var given = Long.getLong("bonafide.seed");
        return given == null ? new Random().longs(12, 0, 1_000_000).boxed().toList() : List.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBooksAgreeAfterEachStepOfARandomHistory(long seed) {
        new History(seed).play();
    }

    /** One seller's life. */
    private final class History {
        private final Random random;
        private final UUID seller = UUID.randomUUID();
        private final SellerModel model = new SellerModel();
        // Ahead of the clock, so that no timer of the service plays along.
        private final Instant start = clock.instant();
        private final List<UUID> sales = new ArrayList<>();
        private final List<UUID> blocked = new ArrayList<>();
        private final List<Occurrence> payouts = new ArrayList<>();
        private final List<Instant> moments = new ArrayList<>();
        private final List<Statement.Position> positions = new ArrayList<>();
        private SellerLevel level = SellerLevel.L0;
        private Instant now = start;

        History(long seed) {
            this.random = new Random(seed);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 6)));
                giveReservesBack();
                step();
                assertThat(shop.<List<SellerBalance>>inOne(session -> statements.balances(session, seller, now)))
                        .allSatisfy(balance -> {
                            assertThat(balance.earned().amountMinor())
                                    .isEqualTo(model.position().payable()
                                            + model.position().reserved());
                            assertThat(balance.available().amountMinor()).isEqualTo(model.available(now));
                            assertThat(balance.owed().amountMinor()).isEqualTo(model.owed());
                        });
                moments.add(now.plusSeconds(1));
                positions.add(model.position());
            }
            theStatementTellsTheSame();
            theLotsAreTheLedger();
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> sell();
                case 3 -> split();
                case 4 -> payOut();
                case 5 -> endPayout();
                case 6 -> clawBack();
                case 7 -> owe();
                case 8 -> block();
                default -> {
                    level = SellerLevel.values()[random.nextInt(SellerLevel.values().length)];
                    shop.stands(seller, level, now);
                }
            }
        }

        private void sell() {
            var amount = 1 + random.nextInt(500_000);
            sales.add(shop.sold(seller, amount, now));
            earn(sales.getLast(), amount);
        }

        private void split() {
            var total = 2 + random.nextInt(500_000);
            var share = random.nextInt(total);
            var order = shop.funded(seller, total, now);
            var parts = new EnumMap<Part, Money>(Part.class);
            parts.put(Part.TOTAL, Money.cny(total));
            parts.put(Part.SELLER, Money.cny(share));
            parts.put(Part.BUYER, Money.cny(total - share));
            shop.bookEnd(new Occurrence(Fact.SPLIT, order, seller, UUID.randomUUID(), parts), now);
            sales.add(order);
            earn(order, share);
        }

        private void earn(UUID order, long share) {
            var days = switch (level) {
                case L0 -> new int[] {14, 2_000, 60};
                case L1 -> new int[] {7, 1_000, 30};
                case L2 -> new int[] {3, 500, 14};
                case L3 -> new int[] {1, 0, 7};
            };
            model.earn(order, share, days[1], now.plus(Duration.ofDays(days[0])), now.plus(Duration.ofDays(days[2])));
        }

        private void giveReservesBack() {
            model.returnReserves(now);
            for (var due = dueReserve(); due.isPresent(); due = dueReserve()) {
                var lot = due.get();
                shop.book(Occurrence.of(Fact.RESERVE_RETURNED, lot.orderId(), seller, lot.id(), lot.open()), now);
            }
        }

        private Optional<Lot> dueReserve() {
            return shop.id("""
                            select id from earning_lot
                             where seller_id = '%s' and kind = 'RESERVE' and open_minor > 0 and available_at <= '%s'
                             order by available_at, id limit 1""".formatted(seller, now)).map(id -> shop.inOne(session -> lots.find(session, id)));
        }

        private void payOut() {
            var most = model.available(now);
            if (most == 0) {
                return;
            }
            var amount = 1 + random.nextLong(most);
            var payout = Occurrence.of(Fact.PAYOUT_HELD, null, seller, UUID.randomUUID(), Money.cny(amount));
            shop.book(payout, now);
            model.payOut(payout.subject(), amount, now);
            payouts.add(payout);
        }

        private void endPayout() {
            if (payouts.isEmpty()) {
                return;
            }
            var payout = payouts.remove(random.nextInt(payouts.size()));
            var settled = random.nextBoolean();
            shop.book(
                    Occurrence.of(
                            settled ? Fact.PAYOUT_POSTED : Fact.PAYOUT_VOIDED,
                            null,
                            seller,
                            payout.subject(),
                            payout.part(Part.TOTAL)),
                    now);
            if (settled) {
                model.settle(payout.subject());
            } else {
                model.fail(payout.subject());
            }
        }

        private void clawBack() {
            if (sales.isEmpty()) {
                return;
            }
            var order = sales.get(random.nextInt(sales.size()));
            var amount = Math.min(1 + random.nextInt(400_000), leftOf(order));
            if (amount == 0) {
                return;
            }
            var expected = model.claim(order, amount);
            shop.inOne(session -> earnings.cover(session, seller, order, Money.cny(amount))
                    .chain(cover -> {
                        assertThat(new long[] {
                                    cover.seller().amountMinor(),
                                    cover.reserve().amountMinor(),
                                    cover.receivable().amountMinor()
                                })
                                .containsExactly(expected);
                        var parts = new EnumMap<Part, Money>(cover.parts());
                        parts.put(Part.TOTAL, Money.cny(amount));
                        return books.book(
                                session,
                                List.of(new Occurrence(Fact.CLAWED_BACK, order, seller, UUID.randomUUID(), parts)),
                                now);
                    }));
        }

        private void owe() {
            if (sales.isEmpty()) {
                return;
            }
            var order = sales.get(random.nextInt(sales.size()));
            var left = Math.min(1 + random.nextInt(300_000), leftOf(order));
            if (left == 0) {
                return;
            }
            var amount = Money.cny(left);
            var advance = UUID.randomUUID();
            shop.book(Occurrence.of(Fact.POOL_FUNDED, null, null, advance, amount), now);
            shop.book(Occurrence.of(Fact.ADVANCE_PAID, order, seller, advance, amount), now);
            shop.book(Occurrence.of(Fact.ADVANCE_CLAIMED, order, seller, advance, amount), now);
            model.owe(amount.amountMinor());
        }

        /** What nobody has made good of what the buyer of the sale has paid. */
        private long leftOf(UUID order) {
            return shop.number("""
                    select paid_for('%1$s', 'CNY') - coalesce(
                               (select sum(amount_minor) from indemnity_draw where order_id = '%1$s'), 0)""".formatted(order));
        }

        private void block() {
            if (!blocked.isEmpty() && random.nextBoolean()) {
                var order = blocked.removeFirst();
                shop.inOne(session -> earnings.unblock(session, order, order, now));
                model.unblock(order);
            } else if (!sales.isEmpty()) {
                var order = sales.get(random.nextInt(sales.size()));
                shop.inOne(session -> earnings.block(session, order, order, now));
                model.block(order);
                if (!blocked.contains(order)) {
                    blocked.add(order);
                }
            }
        }

        /** Any two moments: the statement between them begins and ends with what the model had, and adds up. */
        private void theStatementTellsTheSame() {
            for (int i = 0; i < 20; i++) {
                var first = random.nextInt(STEPS);
                var last = first + random.nextInt(STEPS - first);
                var from = first == 0 ? start : moments.get(first - 1);
                var statement = shop.inOne(session -> desk.statement(session, seller, YUAN, from, moments.get(last)))
                        .orElseThrow();
                assertThat(statement.opening())
                        .isEqualTo(first == 0 ? Statement.Position.NOTHING : positions.get(first - 1));
                assertThat(statement.closing()).isEqualTo(positions.get(last));
                var moved = statement.movements().stream()
                        .mapToLong(movement -> movement.entry().change().net())
                        .sum();
                assertThat(statement.opening().net() + moved)
                        .isEqualTo(statement.closing().net());
            }
        }

        private void theLotsAreTheLedger() {
            var position = model.position();
            assertThat(ledger("SELLER_PAYABLE")).isEqualTo(position.payable()).isEqualTo(lots("PAYABLE"));
            assertThat(ledger("SELLER_RESERVE")).isEqualTo(position.reserved()).isEqualTo(lots("RESERVE"));
            assertThat(ledger("PAYOUT_IN_TRANSIT")).isEqualTo(position.inTransit());
            assertThat(-ledger("SELLER_RECEIVABLE"))
                    .isEqualTo(position.owed())
                    .isEqualTo(shop.number(
                            "select coalesce(sum(open_minor), 0) from receivable where seller_id = '" + seller + "'"));
        }

        private long ledger(String kind) {
            return shop.number("""
                    select coalesce(sum(case side when 'CREDIT' then amount_minor else -amount_minor end), 0)
                      from ledger_posting where account = '%s:%s'""".formatted(kind, seller));
        }

        private long lots(String kind) {
            return shop.number("select coalesce(sum(open_minor), 0) from earning_lot where seller_id = '" + seller
                    + "' and kind = '" + kind + "'");
        }
    }
}
