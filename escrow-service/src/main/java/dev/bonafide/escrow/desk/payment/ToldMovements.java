package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.PayoutSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.reconciliation.Movement;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.escrow.store.Movements;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers what providers say they have moved, beside what was booked for it: their files are compared with both. */
@ApplicationScoped
public class ToldMovements {
    private final Movements movements;
    private final Payments payments;
    private final InstalmentPlans plans;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final Clock clock;

    ToldMovements(
            Movements movements,
            Payments payments,
            InstalmentPlans plans,
            Refunds refunds,
            Chargebacks chargebacks,
            Clock clock) {
        this.movements = movements;
        this.payments = payments;
        this.plans = plans;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.clock = clock;
    }

    Uni<Void> remember(Mutiny.Session session, String provider, PaymentReport report) {
        return switch (report) {
            case PaymentSucceeded r ->
                payments.find(session, r.subject()).chain(payment -> {
                    var keys = new ArrayList<>(List.of(key(Fact.SURPLUS_TAKEN, r.subject())));
                    if (payment == null) {
                        return add(session, provider, Movement.Kind.PAYMENT, r, r.amount(), keys);
                    }
                    return booked(session, payment)
                            .invoke(keys::add)
                            .chain(() -> add(session, provider, Movement.Kind.PAYMENT, r, r.amount(), keys));
                });
            case RefundSucceeded r ->
                bookedAs(session, r)
                        .chain(booked -> add(session, provider, Movement.Kind.REFUND, r, r.amount(), List.of(booked)));
            case PayoutSucceeded r ->
                add(
                        session,
                        provider,
                        Movement.Kind.PAYOUT,
                        r,
                        r.amount(),
                        List.of(key(Fact.PAYOUT_POSTED, r.subject())));
            case ChargebackOpened r ->
                ofCase(session, provider, r, Movement.Kind.CHARGEBACK, Fact.CHARGEBACK_WITHDRAWN);
            case ChargebackClosed r
            when r.won() -> ofCase(session, provider, r, Movement.Kind.CHARGEBACK_RETURNED, Fact.CHARGEBACK_WON);
            case ChargebackClosed _ -> Uni.createFrom().voidItem();
            case PaymentReport.ActionRequired _, PaymentReport.PaymentAuthorised _ ->
                Uni.createFrom().voidItem();
            case PaymentReport.PaymentDeclined _, PaymentReport.PaymentProcessing _ ->
                Uni.createFrom().voidItem();
            case RefundFailed r -> ofReturned(session, provider, r);
            case PaymentReport.AuthorisationEnded _, PaymentReport.PayoutFailed _ ->
                Uni.createFrom().voidItem();
        };
    }

    /** What a payment that the order can use is booked as. */
    private Uni<String> booked(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        return part == null
                ? Uni.createFrom().item(key(Fact.FUNDED, payment.orderId()))
                : plans.find(session, part.planId())
                        .map(stored -> Objects.requireNonNull(stored)
                                .plan()
                                .part(part.number())
                                .orElseThrow())
                        .map(instalment ->
                                key(Fact.INSTALMENT_PAID, instalment.share().partId()));
    }

    /** What a refund is booked as: by its own id, or by that of a try that has given it once more. */
    private Uni<String> bookedAs(Mutiny.Session session, RefundSucceeded told) {
        var tryId = told.subject();
        return refunds.given(session, tryId)
                .chain(given -> given == Refund.Given.TWICE
                        ? Uni.createFrom().item(key(Fact.REFUNDED_TWICE, tryId))
                        : refunds.findByTry(session, tryId)
                                .chain(refund -> refund == null
                                        ? Uni.createFrom().item(tryId)
                                        : refunds.cameBack(session, refund.id())
                                                .map(before -> RefundDesk.settlement(refund, before)))
                                .map(settlement -> key(Fact.REFUND_SETTLED, settlement)));
    }

    /** A refund that only could not be made has moved nothing. */
    private Uni<Void> ofReturned(Mutiny.Session session, String provider, RefundFailed told) {
        var tryId = told.subject();
        return refunds.given(session, tryId)
                .chain(given -> given != Refund.Given.CAME_BACK
                        ? Uni.createFrom().voidItem()
                        : refunds.gift(session, tryId)
                                .chain(gift -> add(
                                        session,
                                        provider,
                                        Movement.Kind.REFUND_RETURNED,
                                        told,
                                        gift.amount(),
                                        List.of(key(Fact.REFUND_CAME_BACK, tryId)))));
    }

    private Uni<Void> ofCase(
            Mutiny.Session session, String provider, PaymentReport report, Movement.Kind kind, Fact fact) {
        return chargebacks
                .find(session, provider, report.reference())
                .chain(chargeback -> chargeback == null
                        ? Uni.createFrom().voidItem()
                        : add(
                                session,
                                provider,
                                kind,
                                report,
                                chargeback.amount(),
                                List.of(key(fact, chargeback.id()))));
    }

    private Uni<Void> add(
            Mutiny.Session session,
            String provider,
            Movement.Kind kind,
            PaymentReport report,
            Money amount,
            List<String> keys) {
        return amount.isZero()
                ? Uni.createFrom().voidItem()
                : movements.add(
                        session,
                        new Movement(provider, kind, report.subject(), report.reference(), amount, keys),
                        clock.instant());
    }

    private static String key(Fact fact, UUID subject) {
        return fact + ":" + subject;
    }
}
