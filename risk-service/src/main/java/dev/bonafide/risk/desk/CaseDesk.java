package dev.bonafide.risk.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.risk.casework.CaseCommand;
import dev.bonafide.risk.casework.CaseDecision;
import dev.bonafide.risk.casework.CaseDecision.AlreadyDone;
import dev.bonafide.risk.casework.CaseDecision.Moved;
import dev.bonafide.risk.casework.CaseDecision.Refused;
import dev.bonafide.risk.casework.CaseRules;
import dev.bonafide.risk.casework.RiskCase;
import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Closed;
import dev.bonafide.risk.events.CaseClosedV1;
import dev.bonafide.risk.events.CaseOpenedV1;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.DecisionMadeV1;
import dev.bonafide.risk.store.Cases;
import dev.bonafide.risk.store.Decisions;
import dev.bonafide.risk.store.LoggedDecision;
import dev.bonafide.risk.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** People look at cases and decide them. */
@ApplicationScoped
public class CaseDesk {
    private final Cases cases;
    private final Decisions decisions;
    private final RestrictionDesk restrictions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Transactions transactions;

    CaseDesk(
            Cases cases,
            Decisions decisions,
            RestrictionDesk restrictions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            Transactions transactions) {
        this.cases = cases;
        this.decisions = decisions;
        this.restrictions = restrictions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** A case with the decisions that are its alerts. */
    public record File(RiskCase riskCase, List<LoggedDecision> alerts) {}

    /** Cases in a state or all, from the oldest on, behind a place in that order. */
    public Uni<List<RiskCase>> list(@Nullable String state, Instant afterTime, UUID afterId, int most) {
        return transactions.run(session -> cases.list(session, state, afterTime, afterId, most));
    }

    /** A case with its alerts. */
    public Uni<Optional<File>> file(UUID id) {
        return transactions.run(session -> cases.find(session, id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<File>empty())
                        : file(session, found.get()).map(Optional::of)));
    }

    /** The file of a case in the session's transaction. */
    public Uni<File> file(Mutiny.Session session, RiskCase riskCase) {
        return decisions.ofCase(session, riskCase.matter().id()).map(alerts -> new File(riskCase, alerts));
    }

    /** Carries out a command on a case; empty if there is no such case. */
    public Uni<Optional<CaseDecision>> carryOut(Mutiny.Session session, UUID id, CaseCommand command) {
        return cases.find(session, id).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.<CaseDecision>empty());
            }
            return cases.serialise(session, found.get().matter().accountId())
                    .chain(() -> cases.lock(session, id))
                    .map(Optional::orElseThrow)
                    .chain(locked -> decide(session, locked, command))
                    .map(Optional::of);
        });
    }

    private Uni<CaseDecision> decide(Mutiny.Session session, RiskCase riskCase, CaseCommand command) {
        var decision = CaseRules.decide(riskCase, command, clock.instant());
        return switch (decision) {
            case Moved(var closed) -> close(session, closed).replaceWith(decision);
            case AlreadyDone _, Refused _ -> Uni.createFrom().item(decision);
        };
    }

    private Uni<Void> close(Mutiny.Session session, Closed closed) {
        return cases.close(session, closed)
                .chain(() -> decisions.held(session, closed.matter().id()))
                .chain(held -> supersedeAll(session, held, closed))
                .chain(() -> switch (closed.ruling().choice()) {
                    case APPROVE ->
                        restrictions.liftAllOf(
                                session, closed.matter().id(), closed.ruling().at());
                    case REJECT -> Uni.createFrom().voidItem();
                })
                .chain(() -> tell(session, closed));
    }

    private Uni<Void> supersedeAll(Mutiny.Session session, List<LoggedDecision> held, Closed closed) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var decision : held) {
            all = all.chain(() -> supersede(session, decision, closed));
        }
        return all;
    }

    private Uni<Void> supersede(Mutiny.Session session, LoggedDecision held, Closed closed) {
        var ruling = closed.ruling();
        var outcome = switch (ruling.choice()) {
            case APPROVE -> Outcome.ALLOW;
            case REJECT -> Outcome.BLOCK;
        };
        var decision = new LoggedDecision(
                ids.next(),
                0,
                held.eventId(),
                held.subjectKind(),
                held.subjectId(),
                held.accountId(),
                outcome,
                held.score(),
                held.hits(),
                held.policyVersion(),
                held.catalogueVersion(),
                held.features(),
                held.textHits(),
                false,
                held.decisionId(),
                ruling.by(),
                held.occurredAt(),
                ruling.at());
        return decisions
                .insert(session, decision)
                .invoke(inserted -> {
                    if (!inserted) {
                        throw new IllegalStateException("Superseded before: " + held.decisionId());
                    }
                })
                .chain(() -> outbox.append(
                        session,
                        new OutgoingEvent(
                                DecisionMadeV1.TOPIC,
                                decision.subjectId(),
                                DecisionMadeV1.TYPE,
                                told(decision),
                                ruling.at())))
                .replaceWithVoid();
    }

    private static DecisionMadeV1 told(LoggedDecision decision) {
        return new DecisionMadeV1(
                decision.decisionId(),
                decision.eventId(),
                decision.subjectKind().name(),
                decision.subjectId(),
                decision.accountId(),
                decision.outcome().name(),
                decision.score(),
                DecisionLoggedV1.told(decision.hits()),
                decision.policyVersion(),
                decision.automated(),
                decision.supersedes(),
                decision.decidedAt());
    }

    private Uni<Void> tell(Mutiny.Session session, Closed closed) {
        var matter = closed.matter();
        var ruling = closed.ruling();
        var event = new CaseClosedV1(
                matter.id(),
                matter.subject().name(),
                matter.subjectId(),
                matter.accountId(),
                ruling.label().name(),
                outcome(ruling.choice()),
                ruling.at());
        return outbox.append(
                        session,
                        new OutgoingEvent(CaseOpenedV1.TOPIC, matter.id(), CaseClosedV1.TYPE, event, ruling.at()))
                .replaceWithVoid();
    }

    private static String outcome(Choice choice) {
        return switch (choice) {
            case APPROVE -> "APPROVED";
            case REJECT -> "REJECTED";
        };
    }
}
