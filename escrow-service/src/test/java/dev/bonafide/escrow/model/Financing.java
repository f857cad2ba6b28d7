package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.instalment.InstalmentDesk;
import dev.bonafide.escrow.desk.instalment.InstalmentDesk.PlanWish;
import dev.bonafide.escrow.desk.order.Planned;
import dev.bonafide.escrow.instalment.TrustLevel;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.store.Standings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a buyer asks who pays in parts. */
@ApplicationScoped
class Financing {
    private final Committing committing;
    private final InstalmentDesk desk;
    private final Standings standings;

    Financing(Committing committing, InstalmentDesk desk, Standings standings) {
        this.committing = committing;
        this.desk = desk;
        this.standings = standings;
    }

    /** Identity knows the buyer well enough. */
    void trust(Run run) {
        committing.inOne(
                run,
                false,
                session -> standings
                        .keepLevel(session, run.buyer, TrustLevel.L2, Model.START)
                        .chain(() -> standings.keepScore(session, run.buyer, 700, Model.START)));
    }

    Answer propose(Run run, Step.Propose told, boolean crashes) {
        var wish = new PlanWish(told.parts(), PaymentMethod.SANDBOX_CARD, null, null);
        return ask(run, crashes, session -> desk.propose(session, run.order, Trading.who(run, told.by()), wish));
    }

    Answer payNext(Run run, Step.PayNext told, boolean crashes) {
        return ask(
                run,
                crashes,
                session -> desk.payNext(
                        session, run.order, Trading.who(run, told.by()), PaymentMethod.SANDBOX_CARD, null));
    }

    private Answer ask(Run run, boolean crashes, Function<Mutiny.Session, Uni<Planned>> work) {
        return switch (committing.inOne(run, crashes, work)) {
            case Planned.Proposed _, Planned.Asked _ -> Answer.DONE;
            case Planned.Refused _ -> Answer.REFUSED;
            case Planned.Quoted _, Planned.WriteOffProposed _, Planned.WrittenOff _ ->
                throw new IllegalStateException("Not asked for");
        };
    }
}
