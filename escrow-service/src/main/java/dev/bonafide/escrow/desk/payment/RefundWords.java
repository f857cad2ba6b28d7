package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.payment.RefundRules;
import dev.bonafide.escrow.payment.RefundRules.Decision;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a provider tells of refunds, heard under the lock of the order. */
@ApplicationScoped
public class RefundWords {
    /** The timer that tries a refund once more. */
    public static final String RETRY = "refund.retry";

    private final Orders orders;
    private final Refunds refunds;
    private final RefundDesk desk;
    private final ReturnedRefunds returned;
    private final NamedTransfers transfers;
    private final ProviderParking parking;
    private final Timers timers;
    private final PaymentConfig.Refunds config;
    private final Clock clock;

    RefundWords(
            Orders orders,
            Refunds refunds,
            RefundDesk desk,
            ReturnedRefunds returned,
            NamedTransfers transfers,
            ProviderParking parking,
            Timers timers,
            PaymentConfig config,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.desk = desk;
        this.returned = returned;
        this.transfers = transfers;
        this.parking = parking;
        this.timers = timers;
        this.config = config.refunds();
        this.clock = clock;
    }

    Uni<Heard> succeeded(Mutiny.Session session, String provider, RefundSucceeded report) {
        return about(
                session,
                provider,
                report,
                (refund, agreement) -> refunds.given(session, report.subject())
                        .map(before -> RefundRules.succeeded(refund, before, report.amount()))
                        .chain(decision -> decision instanceof Decision.Twice
                                ? twice(session, provider, report, refund, agreement)
                                : act(session, provider, report, refund, agreement, decision)));
    }

    /** What has left the provider is in the books, whatever has become of it. */
    private Uni<Heard> twice(
            Mutiny.Session session, String provider, RefundSucceeded report, Refund refund, Agreement agreement) {
        var detail = "Refund " + refund.id() + " of " + refund.amount() + " was settled by " + refund.settledBy()
                + ", and " + report;
        return refunds.give(session, report.subject(), Refund.Given.TWICE, report.amount())
                .chain(() -> desk.bookTwice(session, agreement, report.subject(), report.amount(), clock.instant()))
                .chain(() -> parking.park(session, provider, report, refund.orderId(), "REFUNDED_TWICE", detail));
    }

    Uni<Heard> failed(Mutiny.Session session, String provider, RefundFailed report) {
        return about(
                session,
                provider,
                report,
                (refund, agreement) -> desk.isPulledBack(session, refund)
                        .chain(pulledBack -> refunds.given(session, report.subject())
                                .map(before -> RefundRules.failed(
                                        refund, before, report.subject(), report.code(), config.triesMax(), pulledBack))
                                .call(() -> refunds.failTry(session, report.subject(), report.code()))
                                .chain(decision -> decision instanceof Decision.CameBack
                                        ? cameBack(session, provider, report, refund, agreement, pulledBack)
                                        : act(session, provider, report, refund, agreement, decision))));
    }

    /** It was true when it was told, and finance has to hear that it is no longer. */
    private Uni<Heard> cameBack(
            Mutiny.Session session,
            String provider,
            RefundFailed report,
            Refund refund,
            Agreement agreement,
            boolean pulledBack) {
        return returned.takeIn(session, agreement, refund, report, pulledBack, clock.instant())
                .chain(owed -> parking.park(
                        session,
                        provider,
                        report,
                        refund.orderId(),
                        "REFUND_CAME_BACK",
                        "Refund " + refund.id() + " of " + refund.amount() + " has come back (" + report.code()
                                + "); the buyer is owed " + owed + " again"));
    }

    /** The pause after a failure is over. */
    public Uni<Void> retry(Mutiny.Session session, UUID refundId) {
        return refunds.find(session, refundId)
                .chain(known ->
                        orders.lock(session, Objects.requireNonNull(known).orderId()))
                .chain(() -> refunds.find(session, refundId))
                .chain(refund -> Objects.requireNonNull(refund).status() == Refund.Status.ASKED
                        ? desk.askAnew(session, refund, clock.instant())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Heard> act(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            Refund refund,
            Agreement agreement,
            Decision decision) {
        var now = clock.instant();
        return switch (decision) {
            case Decision.Settle _ ->
                timers.cancel(session, RETRY, refund.id())
                        .chain(() -> refunds.give(session, report.subject(), Refund.Given.SETTLED, refund.amount()))
                        .chain(() -> desk.settle(session, agreement, refund, By.PROVIDER, now))
                        .call(() -> transfers.settledOtherwise(session, refund, By.PROVIDER))
                        .map(first -> first ? Heard.DONE : Heard.ALREADY_DONE);
            case Decision.TryLater _ ->
                timers.schedule(session, RETRY, refund.id(), now.plus(config.retryAfter()))
                        .replaceWith(Heard.DONE);
            case Decision.Wait _ ->
                refunds.turn(session, refund.id(), Refund.Status.WAITING, null).replaceWith(Heard.DONE);
            case Decision.GiveUp(var code) ->
                refunds.turn(session, refund.id(), Refund.Status.FAILED, code)
                        .chain(() -> parking.park(session, provider, report, refund.orderId(), "REFUND_FAILED", code));
            case Decision.AlreadyDone _ -> Heard.ALREADY_DONE.uni();
            case Decision.Twice _, Decision.CameBack _ ->
                throw new IllegalArgumentException("Not to be acted on here: " + report);
            case Decision.Contradiction(var code) ->
                parking.park(
                        session,
                        provider,
                        report,
                        refund.orderId(),
                        code,
                        "Asked for " + refund.amount() + ", told " + report);
        };
    }

    private Uni<Heard> about(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            BiFunction<Refund, Agreement, Uni<Heard>> then) {
        return refunds.findByTry(session, report.subject()).chain(known -> {
            if (known == null) {
                return parking.park(session, provider, report, null, "UNKNOWN_REFUND", "We asked for no such refund");
            }
            return orders.lock(session, known.orderId())
                    .chain(stored -> refunds.find(session, known.id())
                            .chain(refund -> then.apply(
                                    refund,
                                    Objects.requireNonNull(stored).order().agreement())));
        });
    }
}
