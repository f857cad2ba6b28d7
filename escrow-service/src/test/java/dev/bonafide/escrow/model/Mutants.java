package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.instalment.PlanMoney;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.Consequences;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.Freezing;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.HoldDesk;
import dev.bonafide.escrow.desk.payment.PaymentWords;
import dev.bonafide.escrow.desk.payment.ProviderParking;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.desk.payment.RefundWords;
import dev.bonafide.escrow.desk.payment.ToldMovements;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.ReturnOutcome;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The service with one mistake in it: each takes the place of what it is like, until the test is over. */
@ApplicationScoped
public class Mutants {
    @Inject
    Outbox outbox;

    @Inject
    Ids ids;

    @Inject
    Orders orders;

    @Inject
    Deadlines deadlines;

    @Inject
    Books books;

    @Inject
    OrderNews news;

    @Inject
    HoldDesk holds;

    @Inject
    Freezing freezing;

    @Inject
    PlanMoney plans;

    @Inject
    IndemnityKeeper indemnities;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    Payments payments;

    @Inject
    Refunds refunds;

    @Inject
    RefundDesk refundDesk;

    @Inject
    Chargebacks chargebacks;

    @Inject
    PaymentWords paymentWords;

    @Inject
    RefundWords refundWords;

    @Inject
    PayoutDesk payouts;

    @Inject
    ChargebackDesk chargebackDesk;

    @Inject
    ToldMovements movements;

    @Inject
    ProviderParking parking;

    @Inject
    Transactions transactions;

    // The desk of orders

    public void releaseAfterRefusal() {
        QuarkusMock.installMockForType(
                new Desk((session, order, command, carried) -> carried.decision() instanceof Decision.Refused
                                && command instanceof OrderCommand.Accept
                                && order instanceof Order.Underway
                        ? books.book(session, List.of(released(order)), clock.instant())
                        : Uni.createFrom().voidItem()),
                OrderDesk.class);
    }

    public void releaseAfterRefund() {
        QuarkusMock.installMockForType(
                new Desk((session, order, _, carried) ->
                        carried.decision() instanceof Decision.Moved moved && moved.to() instanceof Order.Refunded
                                ? books.book(session, List.of(released(order)), clock.instant())
                                : Uni.createFrom().voidItem()),
                OrderDesk.class);
    }

    public void ignoreTheFreeze() {
        QuarkusMock.installMockForType(
                new OrderDesk(orders, deadlines, books, news, holds, freezing, plans, indemnities, clock, meters) {
                    @Override
                    public Uni<Carried> carryOut(
                            Mutiny.Session session, UUID id, OrderCommand command, @Nullable Long version) {
                        return command instanceof OrderCommand.Freeze
                                ? orders.lock(session, id).map(stored -> {
                                    var order = Objects.requireNonNull(stored);
                                    return new Carried(new Decision.AlreadyDone(order.order()), order);
                                })
                                : super.carryOut(session, id, command, version);
                    }
                },
                OrderDesk.class);
    }

    private static Occurrence released(Order order) {
        var a = order.agreement();
        var all = a.terms().total();
        return new Occurrence(
                Fact.RELEASED, a.orderId(), a.sellerId(), a.orderId(), Map.of(Part.TOTAL, all, Part.SELLER, all));
    }

    private interface Afterwards {
        Uni<Void> act(Mutiny.Session session, Order order, OrderCommand command, Carried carried);
    }

    @Vetoed
    private final class Desk extends OrderDesk {
        private final Afterwards afterwards;

        Desk(Afterwards afterwards) {
            super(orders, deadlines, books, news, holds, freezing, plans, indemnities, clock, meters);
            this.afterwards = afterwards;
        }

        @Override
        public Uni<Carried> carryOut(Mutiny.Session session, UUID id, OrderCommand command, @Nullable Long version) {
            return super.carryOut(session, id, command, version).call(carried -> {
                var stored = carried.order();
                return stored == null
                        ? Uni.createFrom().voidItem()
                        : afterwards.act(session, stored.order(), command, carried);
            });
        }
    }

    /** What was released in silence is claimed, and never taken back, however much of it is still there. */
    public void claimWhatIsStillThere() {
        commanding(command -> command instanceof OrderCommand.Freeze f
                ? new OrderCommand.Freeze(
                                f.dispute(), f.openedAt(), f.by(), f.insteadOf(), f.grievance(), f.madeGood(), false)
                        .about(f.milestone())
                : command);
    }

    /** Whoever disputes one milestone stops them all. */
    public void disputeThemAll() {
        commanding(command -> command instanceof OrderCommand.Freeze f ? f.about(null) : command);
    }

    /** What the seller keeps for the condition of what came back is given back as well. */
    public void keepNothingOfAReturn() {
        commanding(
                command -> command instanceof OrderCommand.CloseReturn c && c.outcome() instanceof ReturnOutcome.Cleared
                        ? new OrderCommand.CloseReturn(c.returnId(), new ReturnOutcome.Cleared(null, null))
                        : command);
    }

    private void commanding(UnaryOperator<OrderCommand> instead) {
        QuarkusMock.installMockForType(
                new OrderDesk(orders, deadlines, books, news, holds, freezing, plans, indemnities, clock, meters) {
                    @Override
                    public Uni<Carried> carryOut(
                            Mutiny.Session session, UUID id, OrderCommand command, @Nullable Long version) {
                        return super.carryOut(session, id, instead.apply(command), version);
                    }
                },
                OrderDesk.class);
    }

    // Money

    /** Money is given back although the bank has it already. */
    public void refundBesideTheBank() {
        QuarkusMock.installMockForType(
                new Chargebacks() {
                    @Override
                    public Uni<Boolean> isOpen(Mutiny.Session session, UUID payment) {
                        return Uni.createFrom().item(false);
                    }
                },
                Chargebacks.class);
    }

    public void refundTwice() {
        QuarkusMock.installMockForType(
                new RefundDesk(payments, refunds, chargebacks, deadlines, books, news, ids) {
                    @Override
                    public Uni<Void> giveBack(
                            Mutiny.Session session, UUID order, Consequences.MoneyBack money, Instant now) {
                        return super.giveBack(session, order, money, now)
                                .chain(() -> super.giveBack(session, order, money, now));
                    }
                },
                RefundDesk.class);
    }

    // What is heard and said

    /** Every message that money has come is taken for more money. */
    public void trustEveryWebhook() {
        QuarkusMock.installMockForType(
                new ProviderWords(
                        payments, paymentWords, refundWords, payouts, chargebackDesk, movements, parking, clock) {
                    @Override
                    public Uni<Heard> hear(Mutiny.Session session, String provider, PaymentReport report) {
                        return super.hearAnswer(session, provider, report)
                                .call(heard ->
                                        heard == Heard.ALREADY_DONE && report instanceof PaymentReport.PaymentSucceeded
                                                ? moreMoney(session, report.subject())
                                                : Uni.createFrom().voidItem());
                    }
                },
                ProviderWords.class);
    }

    private Uni<Void> moreMoney(Mutiny.Session session, UUID paymentId) {
        return payments.find(session, paymentId).chain(payment -> {
            var paid = Objects.requireNonNull(payment);
            return orders.lock(session, paid.orderId())
                    .chain(stored -> refundDesk.giveBackSurplus(
                            session,
                            Objects.requireNonNull(stored).order().agreement(),
                            paid,
                            Refund.Reason.PAID_TWICE,
                            clock.instant()));
        });
    }

    /** What happened is said in a transaction of its own. */
    public void sayItBesideTheCommit() {
        QuarkusMock.installMockForType(
                new OrderNews(outbox) {
                    @Override
                    public Uni<Void> say(Mutiny.Session session, List<? extends OrderEvent> events, Instant now) {
                        return transactions.runApart(beside -> super.say(beside, events, now));
                    }
                },
                OrderNews.class);
    }
}
