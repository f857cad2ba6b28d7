package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider;
import dev.bonafide.escrow.payment.ProviderCapability.Mandates;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The sandbox's payment provider. It behaves like a company of its own: it commits in transactions of its own to tables
 * of its own, answers an ask with a reference only, and tells the outcome later by signed webhook over HTTP. What it
 * still has to say are timers, so that a moved clock brings it forward and a crash loses none.
 */
@ApplicationScoped
public class SandboxProvider implements PaymentProvider, Mandates {
    /** Its name in paths, rows and configuration. */
    public static final String NAME = "sandbox";

    private static final Duration THINKING_TIME = Duration.ofMillis(150);
    private static final Duration A_MOMENT_LATER = Duration.ofSeconds(1);
    private static final String FIND_PAYMENT =
            "select reference, amount_minor, currency from sandbox_payment where payment_id = :payment";
    private static final String KNOWS_MANDATE =
            "select exists (select 1 from sandbox_payment where reference = :mandate)";
    private static final String KEEP_PAYMENT = """
            insert into sandbox_payment (payment_id, reference, amount_minor, currency, script, authorised_at)
            values (:payment, :reference, :amount, :currency, :script, :now)""";
    private static final String FIND_REFUND = "select reference from sandbox_refund where refund_id = :refund";
    private static final String KEEP_REFUND = """
            insert into sandbox_refund (refund_id, reference, payment_id, refunded_at)
            values (:refund, :reference, :payment, :now)""";

    private record Known(String reference, Money amount) {}

    private final Transactions transactions;
    private final SandboxDeliveries deliveries;
    private final SandboxWebhooks webhooks;
    private final KitConfig config;
    private final Ids ids;
    private final Clock clock;

    SandboxProvider(
            Transactions transactions,
            SandboxDeliveries deliveries,
            SandboxWebhooks webhooks,
            KitConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffered() {
        return config.sandbox();
    }

    @Override
    public Uni<Acknowledged> authorise(PaymentAsk ask) {
        var script = SandboxScript.of(ask.script(), ask.amount().amountMinor());
        return authorise(ask, _ -> Uni.createFrom().item(script));
    }

    @Override
    public Uni<Acknowledged> authoriseWithMandate(PaymentAsk ask) {
        return authorise(ask);
    }

    @Override
    public Uni<Acknowledged> charge(ChargeAsk ask) {
        var script = SandboxScript.of(ask.script(), ask.amount().amountMinor());
        return authorise(
                new PaymentAsk(ask.paymentId(), ask.amount(), PaymentAsk.Capture.AT_ONCE, ask.script()),
                session -> session.createNativeQuery(KNOWS_MANDATE, Boolean.class)
                        .setParameter("mandate", ask.mandate())
                        .getSingleResult()
                        .map(known -> known ? script : new SandboxScript.Decline()));
    }

    /** Like any remote, it answers when it has committed, and its answer may get lost. */
    private Uni<Acknowledged> authorise(PaymentAsk ask, Function<Mutiny.Session, Uni<SandboxScript>> scripted) {
        return transactions
                .runApart(session -> find(session, ask.paymentId())
                        .chain(known -> known == null
                                ? scripted.apply(session)
                                        .chain(script -> take(session, ask, script)
                                                .map(reference -> answer(reference, isLost(script))))
                                : Uni.createFrom().item(answer(known.reference(), false))))
                .flatMap(answer -> answer);
    }

    @Override
    public Uni<Acknowledged> refund(RefundAsk ask) {
        return transactions.runApart(session -> session.createNativeQuery(FIND_REFUND, String.class)
                .setParameter("refund", ask.refundId())
                .getSingleResultOrNull()
                .chain(known -> known == null
                        ? giveBack(session, ask)
                        : Uni.createFrom().item(known))
                .map(Acknowledged::new));
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return webhooks.read(webhook, now);
    }

    /** Lets a payment that is known here come out as the script says; false if there is none. */
    public Uni<Boolean> script(Mutiny.Session session, UUID paymentId, SandboxScript script) {
        return find(session, paymentId)
                .chain(known -> known == null
                        ? Uni.createFrom().item(false)
                        : plan(session, paymentId, known.reference(), known.amount(), script)
                                .replaceWith(true));
    }

    private Uni<String> take(Mutiny.Session session, PaymentAsk ask, SandboxScript script) {
        var reference = "sbx_" + ids.next();
        return session.createNativeQuery(KEEP_PAYMENT)
                .setParameter("payment", ask.paymentId())
                .setParameter("reference", reference)
                .setParameter("amount", ask.amount().amountMinor())
                .setParameter("currency", ask.amount().currency().getCurrencyCode())
                .setParameter("script", script.toString())
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> plan(session, ask.paymentId(), reference, ask.amount(), script))
                .replaceWith(reference);
    }

    private static boolean isLost(SandboxScript script) {
        return script instanceof SandboxScript.TimeoutThenSucceed;
    }

    private static Uni<Acknowledged> answer(String reference, boolean lost) {
        return lost ? Uni.createFrom().nothing() : Uni.createFrom().item(new Acknowledged(reference));
    }

    private Uni<Void> plan(
            Mutiny.Session session, UUID paymentId, String reference, Money amount, SandboxScript script) {
        var soon = clock.instant().plus(THINKING_TIME);
        var yes = new SandboxMessage(SandboxMessage.SUCCEEDED, paymentId, reference, amount, null);
        return switch (script) {
            case SandboxScript.Succeed _, SandboxScript.TimeoutThenSucceed _ ->
                deliveries.plan(session, messageId(), yes, soon);
            case SandboxScript.Decline _ ->
                deliveries.plan(
                        session,
                        messageId(),
                        new SandboxMessage(SandboxMessage.DECLINED, paymentId, reference, null, "CARD_DECLINED"),
                        soon);
            case SandboxScript.Late(var by) -> deliveries.plan(session, messageId(), yes, soon.plus(by));
            case SandboxScript.Duplicate _ -> {
                var id = messageId();
                yield deliveries
                        .plan(session, id, yes, soon)
                        .chain(() -> deliveries.plan(session, id, yes, soon.plus(A_MOMENT_LATER)));
            }
            case SandboxScript.Reordered _ ->
                deliveries
                        .plan(session, messageId(), yes, soon)
                        .chain(() -> deliveries.plan(
                                session,
                                messageId(),
                                new SandboxMessage(SandboxMessage.PROCESSING, paymentId, reference, null, null),
                                soon.plus(A_MOMENT_LATER)));
            case SandboxScript.OtherAmount _ ->
                deliveries.plan(
                        session,
                        messageId(),
                        new SandboxMessage(
                                SandboxMessage.SUCCEEDED,
                                paymentId,
                                reference,
                                new Money(amount.amountMinor() - 1, amount.currency()),
                                null),
                        soon);
            case SandboxScript.Silent _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<String> giveBack(Mutiny.Session session, RefundAsk ask) {
        var reference = "sbx_" + ids.next();
        var now = clock.instant();
        return session.createNativeQuery(KEEP_REFUND)
                .setParameter("refund", ask.refundId())
                .setParameter("reference", reference)
                .setParameter("payment", ask.paymentId())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> deliveries.plan(
                        session,
                        messageId(),
                        new SandboxMessage(SandboxMessage.REFUNDED, ask.refundId(), reference, ask.amount(), null),
                        now.plus(THINKING_TIME)))
                .replaceWith(reference);
    }

    private static Uni<Known> find(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(FIND_PAYMENT, Object[].class)
                .setParameter("payment", paymentId)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new Known((String) row[0], Money.of(((Number) row[1]).longValue(), (String) row[2])));
    }

    private String messageId() {
        return "msg_" + ids.next();
    }
}
