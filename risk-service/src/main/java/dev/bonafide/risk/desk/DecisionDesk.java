package dev.bonafide.risk.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.risk.casework.RiskCase.Matter;
import dev.bonafide.risk.casework.RiskCase.Subject;
import dev.bonafide.risk.events.CaseOpenedV1;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.store.Cases;
import dev.bonafide.risk.store.Decisions;
import dev.bonafide.risk.store.LoggedDecision;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What follows from a decision of the stream: it is logged once, opens or joins a case, and restricts if it must. */
@ApplicationScoped
public class DecisionDesk {
    /** How far back a case about an account gathers what its listings have drawn. */
    private static final Duration EVIDENCE_WINDOW = Duration.ofHours(24);

    private static final String ACCOUNT_CASE = "ACCOUNT_RESTRICTION";
    private static final String REVIEW_SUFFIX = "_REVIEW";

    private final Decisions decisions;
    private final Cases cases;
    private final RestrictionDesk restrictions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    DecisionDesk(Decisions decisions, Cases cases, RestrictionDesk restrictions, Outbox outbox, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.cases = cases;
        this.restrictions = restrictions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Logs a decision and does what it calls for; one that is logged already changes nothing. */
    public Uni<Void> logged(Mutiny.Session session, DecisionLoggedV1 decision) {
        return cases.serialise(session, decision.accountId())
                .chain(() -> decisions.log(session, decision))
                .chain(fresh ->
                        fresh ? followUp(session, decision) : Uni.createFrom().voidItem());
    }

    private Uni<Void> followUp(Mutiny.Session session, DecisionLoggedV1 decision) {
        return switch (decision.outcome()) {
            case ALLOW, TIP, BLOCK -> Uni.createFrom().voidItem();
            case REVIEW ->
                openOrJoin(
                                session,
                                decision,
                                Subject.valueOf(decision.subjectKind().name()),
                                decision.subjectId(),
                                decision.subjectKind() + REVIEW_SUFFIX)
                        .replaceWithVoid();
            case RESTRICT ->
                openOrJoin(session, decision, Subject.ACCOUNT, decision.accountId(), ACCOUNT_CASE)
                        .chain(caseId -> restrictions.imposeFor(session, decision, caseId));
        };
    }

    private Uni<UUID> openOrJoin(
            Mutiny.Session session, DecisionLoggedV1 decision, Subject subject, UUID subjectId, String usualKind) {
        var matter = new Matter(
                ids.next(), subject, subjectId, decision.accountId(), kind(decision, usualKind), clock.instant());
        return cases.open(session, matter)
                .chain(opened -> cases.lockOpen(session, matter)
                        .call(caseId -> gather(session, caseId, subject, decision))
                        .call(caseId -> opened
                                ? tell(session, matter)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> gather(Mutiny.Session session, UUID caseId, Subject subject, DecisionLoggedV1 decision) {
        var since = decision.occurredAt().minus(EVIDENCE_WINDOW);
        return cases.alert(session, caseId, decision.decisionId()).chain(() -> switch (subject) {
            case ACCOUNT -> cases.alertRecent(session, caseId, decision.accountId(), since);
            case LISTING, ORDER -> Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> tell(Mutiny.Session session, Matter matter) {
        return decisions
                .ofCase(session, matter.id())
                .map(alerts -> new CaseOpenedV1(
                        matter.id(),
                        matter.subject().name(),
                        matter.subjectId(),
                        matter.accountId(),
                        matter.kind(),
                        alerts.stream().map(LoggedDecision::decisionId).toList(),
                        matter.openedAt()))
                .chain(event -> outbox.append(
                        session,
                        new OutgoingEvent(
                                CaseOpenedV1.TOPIC, matter.id(), CaseOpenedV1.TYPE, event, matter.openedAt())))
                .replaceWithVoid();
    }

    /** The kind that the rule asks for which settled the outcome, or the usual one. */
    private static String kind(DecisionLoggedV1 decision, String usualKind) {
        Outcome outcome = decision.outcome();
        return decision.hits().stream()
                .filter(hit -> hit.outcome() == outcome)
                .map(Hit::caseKind)
                .filter(kind -> kind != null)
                .findFirst()
                .orElse(usualKind);
    }
}
