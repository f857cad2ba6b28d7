package dev.bonafide.escrow.desk.advance;

import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.Approval.Verdict;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.ruling.FreezeDesk;
import dev.bonafide.escrow.desk.seller.ReceivableDesk;
import dev.bonafide.escrow.store.Approvals;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What needs two people of finance. A second person who wishes the very same has thereby approved it. */
@ApplicationScoped
public class ApprovalDesk {
    private final Approvals approvals;
    private final PoolDesk pool;
    private final ReceivableDesk receivables;
    private final FreezeDesk freezes;
    private final Ids ids;
    private final Clock clock;

    /** What came of a word. */
    public sealed interface Outcome {
        /** The wish as it is now. */
        record Now(Approval approval) implements Outcome {}

        /** There is no such wish. */
        record Unknown() implements Outcome {}

        /** It does not count. */
        record NotCounted(Approval approval, Verdict why) implements Outcome {}

        /** It counts, and what was wished for cannot be done any more; nothing has changed. */
        record Impossible(String code) implements Outcome {}
    }

    ApprovalDesk(
            Approvals approvals, PoolDesk pool, ReceivableDesk receivables, FreezeDesk freezes, Ids ids, Clock clock) {
        this.approvals = approvals;
        this.pool = pool;
        this.receivables = receivables;
        this.freezes = freezes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks for something; if another person has asked for just that and it waits, this approves it. */
    public Uni<Outcome> ask(Mutiny.Session session, FourEyes wish, UUID person) {
        var now = clock.instant();
        return approvals.open(session, wish, now).chain(open -> {
            var same =
                    open.stream().filter(waiting -> waiting.wish().equals(wish)).toList();
            for (var waiting : same) {
                if (waiting.askedBy().equals(person)) {
                    return now(waiting);
                }
            }
            return same.isEmpty() ? add(session, wish, person, now) : approve(session, same.getFirst(), person, now);
        });
    }

    /** A second person approves. */
    public Uni<Outcome> approve(Mutiny.Session session, UUID id, UUID person) {
        return approvals
                .lock(session, id)
                .chain(approval -> approval == null
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : approve(session, approval, person, clock.instant()));
    }

    /** A second person says no, or the first one takes it back. */
    public Uni<Outcome> reject(Mutiny.Session session, UUID id, UUID person) {
        return approvals
                .lock(session, id)
                .chain(approval -> approval == null
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : reject(session, approval, person, clock.instant()));
    }

    private Uni<Outcome> add(Mutiny.Session session, FourEyes wish, UUID person, Instant now) {
        var approval = new Approval(
                ids.next(), wish, person, now, now.plus(Approval.LIFETIME), Approval.State.OPEN, null, null);
        return approvals.add(session, approval).chain(() -> now(approval));
    }

    private Uni<Outcome> approve(Mutiny.Session session, Approval approval, UUID person, Instant now) {
        var verdict = approval.approvedBy(person, now);
        return switch (verdict) {
            case COUNTS ->
                carryOut(session, approval)
                        .chain(impossible -> impossible == null
                                ? decide(session, approval, Approval.State.APPROVED, person, now)
                                : Uni.createFrom().item(new Outcome.Impossible(impossible)));
            case ALREADY_DONE -> now(approval);
            case SAME_PERSON, DECIDED, EXPIRED -> Uni.createFrom().item(new Outcome.NotCounted(approval, verdict));
        };
    }

    private Uni<Outcome> reject(Mutiny.Session session, Approval approval, UUID person, Instant now) {
        var verdict = approval.rejectedBy(person);
        return switch (verdict) {
            case COUNTS -> decide(session, approval, Approval.State.REJECTED, person, now);
            case ALREADY_DONE -> now(approval);
            case SAME_PERSON, DECIDED, EXPIRED -> Uni.createFrom().item(new Outcome.NotCounted(approval, verdict));
        };
    }

    /** Does what was wished for; a code if it cannot be done any more. */
    private Uni<@Nullable String> carryOut(Mutiny.Session session, Approval approval) {
        return switch (approval.wish()) {
            case FourEyes.FundPool(var amount) -> done(pool.fund(session, approval.id(), amount));
            case FourEyes.ChangePool(var limits, var version) ->
                pool.change(session, limits, version).map(changed -> changed ? null : "PRECONDITION_FAILED");
            case FourEyes.StopPool(var currency) -> done(pool.stop(session, currency));
            case FourEyes.ResumePool(var currency) -> done(pool.resume(session, currency));
            case FourEyes.WriteOff(var receivable) ->
                receivables.writeOff(session, receivable).map(written -> written ? null : "NOTHING_OWED");
            case FourEyes.ExtendFreeze(var order) -> freezes.extend(session, order, null);
            case FourEyes.ExtendMilestoneFreeze(var order, var number) -> freezes.extend(session, order, number);
        };
    }

    private Uni<Outcome> decide(
            Mutiny.Session session, Approval approval, Approval.State state, UUID person, Instant now) {
        return approvals
                .decide(session, approval.id(), state, person, now)
                .chain(() -> now(new Approval(
                        approval.id(),
                        approval.wish(),
                        approval.askedBy(),
                        approval.askedAt(),
                        approval.expiresAt(),
                        state,
                        person,
                        now)));
    }

    private static Uni<@Nullable String> done(Uni<Void> work) {
        return work.map(_ -> null);
    }

    private static Uni<Outcome> now(Approval approval) {
        return Uni.createFrom().item(new Outcome.Now(approval));
    }
}
