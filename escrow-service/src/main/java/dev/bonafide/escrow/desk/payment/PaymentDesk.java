package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where payments begin: the buyer's wish is written down, and the provider is asked as soon as that has committed. */
@ApplicationScoped
public class PaymentDesk {
    /** The timer that asks the provider for the buyer's money. */
    public static final String ASK = "payment.ask";

    private final Orders orders;
    private final Payments payments;
    private final Deadlines deadlines;
    private final Ids ids;
    private final Clock clock;

    /** What came of the wish to pay. */
    public sealed interface Begun {
        /** The provider is being asked. */
        record Asked(Payment payment) implements Begun {}

        /** Another payment of the order is under way. */
        record AlreadyPending(UUID payment) implements Begun {}

        /** Not this order, not this caller, or not now. */
        record Refused(dev.bonafide.escrow.order.Decision.Refused refusal) implements Begun {}
    }

    PaymentDesk(Orders orders, Payments payments, Deadlines deadlines, Ids ids, Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.deadlines = deadlines;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins a payment of what is due.
     *
     * @param capture reserved first, an amount may be asked for while the order still waits for its answers
     */
    public Uni<Begun> begin(
            Mutiny.Session session,
            UUID orderId,
            UUID caller,
            PaymentMethod method,
            Capture capture,
            @Nullable String script) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return begun(new Begun.Refused(new Refused.UnknownOrder(orderId)));
            }
            var refusal = mayNotPay(stored.order(), caller, capture);
            return refusal == null
                    ? begin(session, stored.order().agreement(), method, capture, script)
                    : begun(new Begun.Refused(refusal));
        });
    }

    private @Nullable Refused mayNotPay(Order order, UUID caller, Capture capture) {
        var refusal = OrderRules.mayNotPay(order, caller, clock.instant());
        return capture == Capture.LATER && order instanceof Order.Placed && refusal instanceof Refused.WrongStage
                ? null
                : refusal;
    }

    private Uni<Begun> begin(
            Mutiny.Session session,
            Agreement agreement,
            PaymentMethod method,
            Capture capture,
            @Nullable String script) {
        return payments.ofOrder(session, agreement.orderId()).chain(known -> {
            for (var payment : known) {
                if (payment.status().isOpen()) {
                    return begun(new Begun.AlreadyPending(payment.id()));
                }
            }
            var due = agreement.terms().total();
            var payment = Payment.begun(ids.next(), agreement.orderId(), method, capture, due, script, clock.instant());
            return ask(session, payment).chain(() -> begun(new Begun.Asked(payment)));
        });
    }

    /** Writes the payment down and has the provider asked. */
    Uni<Void> ask(Mutiny.Session session, Payment payment) {
        return payments.add(session, payment)
                .chain(() -> deadlines.askNow(session, ASK, payment.id(), payment.askedAt()));
    }

    private static Uni<Begun> begun(Begun begun) {
        return Uni.createFrom().item(begun);
    }
}
