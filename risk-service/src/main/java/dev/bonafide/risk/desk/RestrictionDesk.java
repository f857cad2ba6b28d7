package dev.bonafide.risk.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.risk.casework.Restriction;
import dev.bonafide.risk.casework.Restriction.Active;
import dev.bonafide.risk.casework.Restriction.LiftReason;
import dev.bonafide.risk.casework.Restriction.Lifted;
import dev.bonafide.risk.casework.Restriction.Statement;
import dev.bonafide.risk.casework.Restriction.Terms;
import dev.bonafide.risk.casework.RestrictionRules;
import dev.bonafide.risk.casework.RestrictionRules.Lifting;
import dev.bonafide.risk.config.RiskConfig;
import dev.bonafide.risk.events.CaseOpenedV1;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.RestrictionImposedV1;
import dev.bonafide.risk.events.RestrictionLiftedV1;
import dev.bonafide.risk.store.Restrictions;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.Sanction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Restrictions begin, and end. */
@ApplicationScoped
public class RestrictionDesk {
    /** Kind of the timer at the end of a restriction. */
    public static final String EXPIRY_TIMER = "restriction.expiry";

    private static final int LIST_MAX = 100;

    private final Restrictions restrictions;
    private final Timers timers;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Transactions transactions;
    private final RiskConfig config;

    RestrictionDesk(
            Restrictions restrictions,
            Timers timers,
            Outbox outbox,
            Ids ids,
            Clock clock,
            Transactions transactions,
            RiskConfig config) {
        this.restrictions = restrictions;
        this.timers = timers;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.transactions = transactions;
        this.config = config;
    }

    /** All restrictions of an account that ever were, the latest first. */
    public Uni<List<Restriction>> of(UUID account) {
        return transactions.run(session -> restrictions.of(session, account, LIST_MAX));
    }

    /** Imposes what the hits of a decision call for. A scope that is restricted already stays as it is. */
    Uni<Void> imposeFor(Mutiny.Session session, DecisionLoggedV1 decision, UUID caseId) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var hit : decision.hits()) {
            var sanction = hit.sanction();
            if (sanction != null) {
                all = all.chain(() -> impose(session, decision, hit, sanction, caseId));
            }
        }
        return all;
    }

    private Uni<Void> impose(
            Mutiny.Session session, DecisionLoggedV1 decision, Hit hit, Sanction sanction, UUID caseId) {
        var now = clock.instant();
        return restrictions
                .lockActive(session, decision.accountId(), sanction.scope())
                .chain(present -> present.isEmpty()
                        ? Uni.createFrom().item(true)
                        : lift(session, present.get(), LiftReason.EXPIRED, now).map(Lifting.Moved.class::isInstance))
                .chain(free -> free
                        ? begin(session, restriction(decision, hit, sanction, caseId, now))
                        : Uni.createFrom().voidItem());
    }

    private Active restriction(DecisionLoggedV1 decision, Hit hit, Sanction sanction, UUID caseId, Instant now) {
        var statement = new Statement(
                ids.next(),
                hit.ruleId(),
                hit.version(),
                decision.policyVersion(),
                true,
                hit.textKey(),
                hit.facts(),
                Statement.appealUntil(now, config.appealPeriod()));
        var until = now.plus(Duration.ofDays(sanction.days()));
        return new Active(new Terms(ids.next(), decision.accountId(), sanction.scope(), now, until, caseId, statement));
    }

    private Uni<Void> begin(Mutiny.Session session, Active restriction) {
        var terms = restriction.terms();
        var statement = terms.statement();
        var event = new RestrictionImposedV1(
                terms.id(),
                terms.accountId(),
                terms.scope().name(),
                terms.from(),
                terms.until(),
                statement.id(),
                statement.ruleId(),
                statement.policyVersion(),
                statement.automated(),
                statement.textKey(),
                statement.facts(),
                statement.appealUntil(),
                terms.caseId());
        return restrictions
                .impose(session, restriction)
                .chain(() -> timers.schedule(session, EXPIRY_TIMER, terms.id(), terms.until()))
                .chain(() -> outbox.append(
                        session,
                        new OutgoingEvent(
                                CaseOpenedV1.TOPIC, terms.id(), RestrictionImposedV1.TYPE, event, terms.from())))
                .replaceWithVoid();
    }

    /** The time of a restriction may be over. */
    public Uni<Void> expire(Mutiny.Session session, UUID restriction, Instant now) {
        return restrictions
                .lock(session, restriction)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : lift(session, found.get(), LiftReason.EXPIRED, now).chain(lifting -> switch (lifting) {
                            case Lifting.Moved _, Lifting.AlreadyDone _ ->
                                Uni.createFrom().voidItem();
                            case Lifting.NotYet(var until) ->
                                timers.schedule(session, EXPIRY_TIMER, restriction, until);
                        }));
    }

    /** A person found the suspicion unfounded: what came from the case ends. */
    Uni<Void> liftAllOf(Mutiny.Session session, UUID caseId, Instant now) {
        return restrictions.lockActiveOfCase(session, caseId).chain(active -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (var one : active) {
                all = all.chain(() -> lift(session, one, LiftReason.CASE_APPROVED, now))
                        .chain(() ->
                                timers.cancel(session, EXPIRY_TIMER, one.terms().id()));
            }
            return all;
        });
    }

    private Uni<Lifting> lift(Mutiny.Session session, Restriction restriction, LiftReason reason, Instant now) {
        var lifting = RestrictionRules.lift(restriction, reason, now);
        return switch (lifting) {
            case Lifting.Moved(var lifted) -> end(session, lifted).replaceWith(lifting);
            case Lifting.AlreadyDone _, Lifting.NotYet _ -> Uni.createFrom().item(lifting);
        };
    }

    private Uni<Void> end(Mutiny.Session session, Lifted lifted) {
        var terms = lifted.terms();
        var event = new RestrictionLiftedV1(
                terms.id(),
                terms.accountId(),
                terms.scope().name(),
                lifted.reason().name(),
                lifted.at());
        return restrictions
                .lift(session, lifted)
                .chain(() -> outbox.append(
                        session,
                        new OutgoingEvent(
                                CaseOpenedV1.TOPIC, terms.id(), RestrictionLiftedV1.TYPE, event, lifted.at())))
                .replaceWithVoid();
    }
}
