package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.kit.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/** Money that comes and goes: buyers pay, sellers are paid out, and providers tell. */
@ApplicationScoped
class Cashing {
    private static final Instant LONG_AGO = Model.START.minus(Duration.ofDays(30));

    private final Committing committing;
    private final PaymentDesk paying;
    private final ProviderWords words;
    private final Reports reports;
    private final PayoutAccounts accounts;
    private final PayoutDesk payouts;

    Cashing(
            Committing committing,
            PaymentDesk paying,
            ProviderWords words,
            Reports reports,
            PayoutAccounts accounts,
            PayoutDesk payouts) {
        this.committing = committing;
        this.paying = paying;
        this.words = words;
        this.reports = reports;
        this.accounts = accounts;
        this.payouts = payouts;
    }

    /** The seller says where their money is to go. */
    void openAnAccount(Run run) {
        committing.inOne(
                run,
                false,
                session -> accounts.put(
                        session,
                        new PayoutAccount(run.seller, "sandbox", "sbx_bank", "0000", 1, LONG_AGO, LONG_AGO),
                        new PayoutAccounts.Authentication("2", LONG_AGO)));
    }

    Answer pay(Run run, Who by, boolean crashes) {
        var begun = committing.inOne(
                run,
                crashes,
                session -> paying.begin(
                        session, run.order, Trading.who(run, by), PaymentMethod.SANDBOX_CARD, Capture.AT_ONCE, null));
        return switch (begun) {
            case PaymentDesk.Begun.Asked _ -> Answer.DONE;
            case PaymentDesk.Begun.AlreadyPending _, PaymentDesk.Begun.Refused _ -> Answer.REFUSED;
        };
    }

    Answer payOut(Run run, long asked, boolean crashes) {
        var begun = committing.inOne(
                run,
                crashes,
                session -> payouts.begin(
                        session,
                        run.seller,
                        Currency.getInstance("CNY"),
                        asked == 0 ? null : Money.cny(asked),
                        Payout.BegunBy.SELLER));
        return switch (begun) {
            case PayoutDesk.Begun.Started(var payout) -> {
                run.payouts.add(payout.id());
                yield Answer.DONE;
            }
            case PayoutDesk.Begun.Refused _ -> Answer.REFUSED;
        };
    }

    Answer hear(Run run, Step.Word told, boolean crashes) {
        Heard heard = committing.inOne(
                run,
                crashes,
                session -> reports.of(session, run, told).chain(report -> words.hear(session, "sandbox", report)));
        return switch (heard) {
            case DONE -> Answer.DONE;
            case ALREADY_DONE -> Answer.QUIET;
            case PARKED -> Answer.REFUSED;
        };
    }
}
