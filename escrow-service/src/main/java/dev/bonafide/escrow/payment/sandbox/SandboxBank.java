package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.sandbox.SandboxPayment.State;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Plays the buyer's bank: decides as a script says, writes it into the books and plans what will be told, and when. What it
 * has still to do are timers, so that a moved clock brings it forward and a crash loses none.
 */
@ApplicationScoped
class SandboxBank {
    /** The timer that ends a reservation nobody has used. */
    static final String LAPSES = "sandbox.hold-lapses";

    static final Duration THINKING_TIME = Duration.ofMillis(150);
    private static final Duration A_MOMENT_LATER = Duration.ofSeconds(1);

    private final SandboxBooks books;
    private final SandboxDeliveries deliveries;
    private final SandboxChargebacks chargebacks;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;

    SandboxBank(
            SandboxBooks books,
            SandboxDeliveries deliveries,
            SandboxChargebacks chargebacks,
            Timers timers,
            Ids ids,
            Clock clock) {
        this.books = books;
        this.deliveries = deliveries;
        this.chargebacks = chargebacks;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Decides a payment, and tells it. The payment must be locked. */
    Uni<Void> decide(Mutiny.Session session, SandboxPayment payment, SandboxScript script) {
        var soon = clock.instant().plus(THINKING_TIME);
        return switch (script) {
            case SandboxScript.Succeed _, SandboxScript.TimeoutThenSucceed _ -> yes(session, payment, soon);
            case SandboxScript.Decline _ -> tell(session, payment.declined("CARD_DECLINED", soon), soon);
            case SandboxScript.Late(var by) -> yes(session, payment, soon.plus(by));
            case SandboxScript.Duplicate _ -> {
                var decided = agreed(payment, payment.amount(), soon);
                var id = messageId();
                yield write(session, decided)
                        .chain(() -> deliveries.plan(session, id, decided.told(), soon))
                        .chain(() -> deliveries.plan(session, id, decided.told(), soon.plus(A_MOMENT_LATER)));
            }
            case SandboxScript.Reordered _ ->
                yes(session, payment, soon)
                        .chain(() -> deliveries.plan(
                                session,
                                messageId(),
                                payment.message(SandboxMessage.PROCESSING),
                                soon.plus(A_MOMENT_LATER)));
            case SandboxScript.OtherAmount _ -> tell(session, agreed(payment, oneLess(payment.amount()), soon), soon);
            case SandboxScript.Silent _ -> books.write(session, payment.turned(State.OPEN, null));
            case SandboxScript.Challenge _ -> challenge(session, payment, soon);
            case SandboxScript.LostWebhook _ -> write(session, agreed(payment, payment.amount(), soon));
            // The ask itself is what gets lost; see the provider.
            case SandboxScript.LostAsk _ -> yes(session, payment, soon);
            case SandboxScript.PullBack(var after, var reason) ->
                yesUnlessPaid(session, payment, soon)
                        .chain(() -> chargebacks.plan(session, payment, reason, soon.plus(after)));
            case SandboxScript.DecideChargeback(var won) -> chargebacks.decide(session, payment.paymentId(), won);
            case SandboxScript.ShortHold(var length) ->
                payment.capture() == Capture.LATER
                        ? tell(session, payment.reserved(payment.amount(), soon.plus(length), soon), soon)
                        : yes(session, payment, soon);
            case SandboxScript.PartialCapture _ -> yesUnlessPaid(session, payment, soon);
            case SandboxScript.RefundsFail _ ->
                books.failRefunds(session, payment.paymentId()).chain(() -> yesUnlessPaid(session, payment, soon));
            case SandboxScript.RefundsLate(var by) ->
                books.delayRefunds(session, payment.paymentId(), by).chain(() -> yesUnlessPaid(session, payment, soon));
            case SandboxScript.RefundsReturn(var after) ->
                books.returnRefunds(session, payment.paymentId(), after)
                        .chain(() -> yesUnlessPaid(session, payment, soon));
            case SandboxScript.Settled(var inFile) ->
                books.show(session, payment.paymentId(), inFile).chain(() -> yesUnlessPaid(session, payment, soon));
        };
    }

    /** The buyer has proved who they are on the bank's page, or could not. False if nobody is asked there any more. */
    Uni<Boolean> challenged(Mutiny.Session session, String secret, boolean passed) {
        return books.lockByChallenge(session, secret).chain(payment -> {
            if (payment == null || payment.state() != State.ACTION_REQUIRED) {
                return Uni.createFrom().item(false);
            }
            var soon = clock.instant().plus(THINKING_TIME);
            var decided =
                    passed ? agreed(payment, payment.amount(), soon) : payment.declined("AUTHENTICATION_FAILED", soon);
            return tell(session, decided, soon).replaceWith(true);
        });
    }

    /** Takes what is reserved, or some of it; nothing if that is over. */
    Uni<Void> capture(Mutiny.Session session, SandboxPayment payment, Money amount) {
        if (amount.isMoreThan(payment.amount())) {
            return Uni.createFrom()
                    .failure(new IllegalArgumentException("Reserved are " + payment.amount() + ", not " + amount));
        }
        if (payment.state() != State.AUTHORISED) {
            return Uni.createFrom().voidItem();
        }
        var soon = clock.instant().plus(THINKING_TIME);
        var taken = payment.plan() instanceof SandboxScript.PartialCapture ? oneLess(amount) : amount;
        return timers.cancel(session, LAPSES, payment.paymentId())
                .chain(() -> tell(session, payment.moved(taken, soon), soon));
    }

    /** Gives free what is reserved; nothing if that is over. */
    Uni<Void> release(Mutiny.Session session, SandboxPayment payment) {
        if (payment.state() != State.AUTHORISED) {
            return Uni.createFrom().voidItem();
        }
        var soon = clock.instant().plus(THINKING_TIME);
        return timers.cancel(session, LAPSES, payment.paymentId())
                .chain(() -> tell(session, payment.ended(false, soon), soon));
    }

    /** Nobody has used what was reserved. */
    Uni<Void> lapse(Mutiny.Session session, UUID paymentId, Instant now) {
        return books.lock(session, paymentId)
                .chain(payment -> payment == null || payment.state() != State.AUTHORISED
                        ? Uni.createFrom().voidItem()
                        : tell(session, payment.ended(true, now), now));
    }

    private Uni<Void> challenge(Mutiny.Session session, SandboxPayment payment, Instant soon) {
        var asked = payment.challenged(UUID.randomUUID().toString().replace("-", ""));
        return books.write(session, asked)
                .chain(() -> deliveries.plan(session, messageId(), deliveries.action(asked), soon));
    }

    private Uni<Void> yes(Mutiny.Session session, SandboxPayment payment, Instant at) {
        return tell(session, agreed(payment, payment.amount(), at), at);
    }

    private Uni<Void> yesUnlessPaid(Mutiny.Session session, SandboxPayment payment, Instant at) {
        return payment.state() == State.SUCCEEDED ? Uni.createFrom().voidItem() : yes(session, payment, at);
    }

    private static SandboxPayment agreed(SandboxPayment payment, Money amount, Instant at) {
        return switch (payment.capture()) {
            case AT_ONCE -> payment.moved(amount, at);
            case LATER -> payment.reserved(amount, at.plus(SandboxScript.USUAL_HOLD), at);
        };
    }

    private Uni<Void> tell(Mutiny.Session session, SandboxPayment decided, Instant at) {
        return write(session, decided).chain(() -> deliveries.plan(session, messageId(), decided.told(), at));
    }

    private Uni<Void> write(Mutiny.Session session, SandboxPayment decided) {
        var expires = decided.expiresAt();
        var written = books.write(session, decided);
        return decided.state() == State.AUTHORISED && expires != null
                ? written.chain(() -> timers.schedule(session, LAPSES, decided.paymentId(), expires))
                : written;
    }

    private static Money oneLess(Money amount) {
        return new Money(amount.amountMinor() - 1, amount.currency());
    }

    private String messageId() {
        return "msg_" + ids.next();
    }
}
