package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.order.HandOverDesk;
import dev.bonafide.escrow.desk.order.HandOverDesk.Pass;
import dev.bonafide.escrow.handover.HandOverDecision;
import dev.bonafide.escrow.model.Standing.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Two sides meet: the buyer looks at the code, and the seller gives one in. */
@ApplicationScoped
class Meetings {
    private final Committing committing;
    private final HandOverDesk desk;

    Meetings(Committing committing, HandOverDesk desk) {
        this.committing = committing;
        this.desk = desk;
    }

    Answer issue(Run run, Step.IssueCode told, boolean crashes) {
        return switch (committing.inOne(
                run, crashes, session -> desk.issue(session, run.order, Trading.who(run, told.by())))) {
            case Pass.Issued _ -> Answer.DONE;
            case Pass.Refused _ -> Answer.REFUSED;
        };
    }

    Answer give(Run run, Step.GiveCode told, boolean crashes) {
        var given = committing.inOne(
                run,
                crashes,
                session -> code(session, run, told.isRight())
                        .chain(code -> desk.byCode(session, run.order, Trading.who(run, told.by()), code)));
        return switch (given.decision()) {
            case HandOverDecision.Proven _ -> Answer.DONE;
            case HandOverDecision.Refused _ -> Answer.REFUSED;
        };
    }

    /** The code that the buyer sees, or another; any if there is none. */
    private Uni<String> code(Mutiny.Session session, Run run, boolean isRight) {
        return desk.find(session, run.order).chain(found -> switch (found) {
            case Pass.Issued(var pass) ->
                desk.open(session, pass).map(shown -> isRight ? shown.code() : other(shown.code()));
            case Pass.Refused _ -> Uni.createFrom().item("000000");
        });
    }

    private static String other(String code) {
        var last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '0' ? '1' : '0');
    }
}
