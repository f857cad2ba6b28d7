package dev.bonafide.escrow.model;

import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.ApprovalDesk;
import dev.bonafide.escrow.desk.advance.ApprovalDesk.Outcome;
import dev.bonafide.escrow.desk.payment.FailedRefundDesk;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.Refunds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** People of finance, who give up what a seller owes, two at a time, and have refunds tried again. */
@ApplicationScoped
class Finance {
    private static final int MANY = 100;

    private final Committing committing;
    private final ApprovalDesk desk;
    private final Receivables receivables;
    private final FailedRefundDesk failedRefunds;
    private final Refunds refunds;

    Finance(
            Committing committing,
            ApprovalDesk desk,
            Receivables receivables,
            FailedRefundDesk failedRefunds,
            Refunds refunds) {
        this.committing = committing;
        this.desk = desk;
        this.receivables = receivables;
        this.failedRefunds = failedRefunds;
        this.refunds = refunds;
    }

    Answer tryAgain(Run run, Step.TriedAgain told, boolean crashes) {
        var handled = committing.inOne(
                run,
                crashes,
                session -> refunds.ofOrder(session, run.order)
                        .map(all -> all.get(told.refund()).id())
                        .chain(refund -> failedRefunds.tryAgain(session, refund)));
        return handled instanceof FailedRefundDesk.Handled.Done ? Answer.DONE : Answer.REFUSED;
    }

    Answer ask(Run run, Step.WriteOffAsked told, boolean crashes) {
        var outcome = committing.inOne(
                run,
                crashes,
                session -> receivable(session, run, told.debt())
                        .chain(owed ->
                                desk.ask(session, new FourEyes.WriteOff(owed.id()), person(run, told.person()))));
        if (outcome instanceof Outcome.Now(var approval) && !run.wishes.contains(approval.id())) {
            run.wishes.add(approval.id());
        }
        return answer(outcome);
    }

    Answer decide(Run run, Step.WriteOffDecided told, boolean crashes) {
        var wish = run.wishes.get(told.wish());
        var person = person(run, told.person());
        return answer(committing.inOne(
                run,
                crashes,
                session -> told.agrees() ? desk.approve(session, wish, person) : desk.reject(session, wish, person)));
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Now(var approval) -> approval.state() == Approval.State.OPEN ? Answer.QUIET : Answer.DONE;
            case Outcome.NotCounted _, Outcome.Impossible _, Outcome.Unknown _ -> Answer.REFUSED;
        };
    }

    /** In the order in which the seller came to owe them. */
    private Uni<Receivable> receivable(Mutiny.Session session, Run run, int number) {
        return receivables
                .newest(session, run.seller, false, null, MANY)
                .map(all -> all.reversed().get(number));
    }

    private static UUID person(Run run, int number) {
        return run.id("finance", number);
    }
}
