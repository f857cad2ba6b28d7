package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.Planned;
import dev.bonafide.escrow.desk.order.Planned.Refused;
import dev.bonafide.escrow.desk.order.Policies;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.instalment.CreditReview;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.InstalmentPolicy;
import dev.bonafide.escrow.instalment.PlanSchedule;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.PlanPart;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.store.CreditReviews;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Standings;
import dev.bonafide.escrow.store.StoredPlan;
import dev.bonafide.escrow.store.WriteOffs;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What people ask of plans: a quote, a plan, to pay a part now, to give one up as lost. */
@ApplicationScoped
public class InstalmentDesk {
    private final Orders orders;
    private final Payments payments;
    private final InstalmentPlans plans;
    private final Standings standings;
    private final CreditReviews reviews;
    private final WriteOffs writeOffs;
    private final Policies policies;
    private final PlanMoney money;
    private final InstalmentCollection collection;
    private final Deadlines deadlines;
    private final Ids ids;
    private final Clock clock;

    /**
     * The wish to pay an order in parts.
     *
     * @param script sandbox only: what its provider shall do with the first part
     * @param laterScript sandbox only: what its provider shall do with the later parts
     */
    public record PlanWish(
            int parts,
            PaymentMethod method,
            @Nullable String script,
            @Nullable String laterScript) {}

    InstalmentDesk(
            Orders orders,
            Payments payments,
            InstalmentPlans plans,
            Standings standings,
            CreditReviews reviews,
            WriteOffs writeOffs,
            Policies policies,
            PlanMoney money,
            InstalmentCollection collection,
            Deadlines deadlines,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.plans = plans;
        this.standings = standings;
        this.reviews = reviews;
        this.writeOffs = writeOffs;
        this.policies = policies;
        this.money = money;
        this.collection = collection;
        this.deadlines = deadlines;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a plan of so many parts would be for this buyer now. Changes nothing. */
    public Uni<Planned> quote(Mutiny.Session session, UUID orderId, UUID caller, int parts) {
        var now = clock.instant();
        return orders.find(session, orderId).chain(stored -> {
            if (stored == null) {
                return unknown(orderId);
            }
            var refusal = mayNotPay(stored.order(), caller, now);
            return refusal == null ? quote(session, stored.order().agreement(), parts, now) : answer(refusal);
        });
    }

    /** Agrees on a plan if the buyer is eligible, and asks for its first part. An earlier proposal comes to nothing. */
    public Uni<Planned> propose(Mutiny.Session session, UUID orderId, UUID caller, PlanWish wish) {
        var now = clock.instant();
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return unknown(orderId);
            }
            var refusal = mayNotPay(stored.order(), caller, now);
            return refusal == null ? propose(session, stored.order().agreement(), wish, now) : answer(refusal);
        });
    }

    /** Why the caller cannot pay the order in parts now, or null if they can. */
    private static @Nullable Refused mayNotPay(Order order, UUID caller, Instant now) {
        var refusal = OrderRules.mayNotPay(order, caller, now);
        if (refusal != null) {
            return new Refused.ByOrder(refusal);
        }
        return order.agreement().isInMilestones() ? new Refused.InMilestones() : null;
    }

    /** The buyer pays the part that is owed longest themselves, now. */
    public Uni<Planned> payNext(
            Mutiny.Session session, UUID orderId, UUID caller, PaymentMethod method, @Nullable String script) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return unknown(orderId);
            }
            var refusal = notTheBuyer(stored.order().agreement(), caller);
            return refusal == null
                    ? plans.ofOrder(session, orderId).chain(found -> payNext(session, found, method, script))
                    : answer(new Refused.ByOrder(refusal));
        });
    }

    /** A person of finance proposes to give up an overdue part; a second one agrees, and it is done. */
    public Uni<Planned> writeOff(Mutiny.Session session, UUID orderId, int number, UUID person) {
        return orders.lock(session, orderId)
                .chain(stored -> stored == null
                        ? unknown(orderId)
                        : plans.ofOrder(session, orderId).chain(found -> {
                            var part = found == null
                                    ? null
                                    : found.plan().part(number).orElse(null);
                            return found == null || part == null
                                    ? answer(new Refused.UnknownPart(number))
                                    : writeOff(session, found.plan(), part, person);
                        }));
    }

    private Uni<Planned> quote(Mutiny.Session session, Agreement agreement, int parts, Instant now) {
        var buyer = agreement.buyerId();
        var total = agreement.terms().total();
        var policy = policies.instalmentsAt(now);
        return standings
                .find(session, buyer)
                .chain(standing -> plans.debts(session, buyer, total.currency()).map(debts -> {
                    var reasons = new CreditReview(standing, debts, total, parts, policy).reasons();
                    return reasons.isEmpty()
                            ? new Planned.Quoted(total, policy.version(), PlanSchedule.of(total, parts, policy, now))
                            : new Refused.NotEligible(policy.version(), reasons);
                }));
    }

    private Uni<Planned> propose(Mutiny.Session session, Agreement agreement, PlanWish wish, Instant now) {
        return payments.ofOrder(session, agreement.orderId()).chain(known -> {
            for (var payment : known) {
                if (payment.status().isOpen()) {
                    return answer(new Refused.AlreadyPending(payment.id()));
                }
            }
            return dropProposal(session, agreement.orderId(), now)
                    .chain(() -> policies.instalmentsToPin(session, now))
                    .chain(policy -> review(session, agreement, wish, policy, now));
        });
    }

    private Uni<Void> dropProposal(Mutiny.Session session, UUID orderId, Instant now) {
        return plans.ofOrder(session, orderId)
                .chain(found -> found == null ? Uni.createFrom().voidItem() : money.drop(session, found.plan(), now));
    }

    private Uni<Planned> review(
            Mutiny.Session session, Agreement agreement, PlanWish wish, InstalmentPolicy policy, Instant now) {
        var buyer = agreement.buyerId();
        var total = agreement.terms().total();
        // Two plans of one buyer are reviewed one after the other, or each would find the debts without the other.
        return standings
                .lock(session, buyer)
                .chain(standing -> plans.debts(session, buyer, total.currency()).chain(debts -> {
                    var review = new CreditReview(standing, debts, total, wish.parts(), policy);
                    var reasons = review.reasons();
                    var codes = reasons.stream().map(InstalmentCodes::of).collect(Collectors.joining(","));
                    return reviews.add(session, agreement.orderId(), buyer, review, codes, now)
                            .chain(() -> reasons.isEmpty()
                                    ? agree(session, agreement, wish, policy, now)
                                    : answer(new Refused.NotEligible(policy.version(), reasons)));
                }));
    }

    private Uni<Planned> agree(
            Mutiny.Session session, Agreement agreement, PlanWish wish, InstalmentPolicy policy, Instant now) {
        var total = agreement.terms().total();
        var plan = new InstalmentPlan(
                ids.next(),
                agreement.orderId(),
                agreement.buyerId(),
                policy.conditions(),
                total,
                InstalmentPlan.Stage.PROPOSED,
                now,
                PlanSchedule.of(total, wish.parts(), policy, now).stream()
                        .<Instalment>map(due -> new Instalment.Scheduled(new Instalment.Share(
                                ids.next(),
                                due.number(),
                                due.amount(),
                                Money.zero(total.currency()),
                                due.dueOn(),
                                due.dueAt())))
                        .toList());
        var first = payment(plan, plan.parts().getFirst(), wish.method(), wish.script(), now);
        return plans.add(session, new StoredPlan(plan, wish.method(), null, wish.laterScript()))
                .chain(() -> payments.add(session, first))
                .chain(() -> deadlines.askNow(session, PaymentDesk.ASK, first.id(), now))
                .replaceWith(() -> new Planned.Proposed(plan, first));
    }

    private Uni<Planned> payNext(
            Mutiny.Session session, @Nullable StoredPlan found, PaymentMethod method, @Nullable String script) {
        if (found == null || found.plan().stage() != InstalmentPlan.Stage.OPEN) {
            return answer(new Refused.NothingOwed());
        }
        var plan = found.plan();
        var part = plan.oldestOwed().orElseThrow();
        if (part instanceof Instalment.Asked asked) {
            return answer(new Refused.AlreadyPending(asked.payment()));
        }
        var payment = payment(plan, part, method, script, clock.instant());
        return collection
                .ask(session, plan, part, payment, true)
                .map(asked -> asked ? new Planned.Asked(payment) : new Refused.NothingOwed());
    }

    private Uni<Planned> writeOff(Mutiny.Session session, InstalmentPlan plan, Instalment part, UUID person) {
        if (!(part instanceof Instalment.Overdue)) {
            return answer(new Refused.NotOverdue(part.stage()));
        }
        return writeOffs
                .isHeld(session, plan.orderId())
                .chain(held -> held
                        ? answer(new Refused.StillHeld())
                        : writeOffs
                                .proposer(session, part.share().partId())
                                .chain(proposer -> writeOff(session, plan, part, person, proposer)));
    }

    private Uni<Planned> writeOff(
            Mutiny.Session session, InstalmentPlan plan, Instalment part, UUID person, @Nullable UUID proposer) {
        var now = clock.instant();
        var partId = part.share().partId();
        if (proposer == null) {
            return writeOffs
                    .propose(session, partId, person, now)
                    .replaceWith(() -> new Planned.WriteOffProposed(plan));
        }
        return proposer.equals(person)
                ? answer(new Refused.SamePerson())
                : writeOffs
                        .approve(session, partId, person, now)
                        .chain(() -> collection.writeOff(session, plan, part))
                        .chain(() -> plans.find(session, plan.planId()))
                        .map(after -> new Planned.WrittenOff(after == null ? plan : after.plan()));
    }

    private Payment payment(
            InstalmentPlan plan, Instalment part, PaymentMethod method, @Nullable String script, Instant now) {
        return Payment.begun(
                ids.next(),
                plan.orderId(),
                method,
                part.share().open(),
                script,
                now,
                new PlanPart(plan.planId(), part.share().number(), null));
    }

    private static Decision.@Nullable Refused notTheBuyer(Agreement agreement, UUID caller) {
        if (caller.equals(agreement.buyerId())) {
            return null;
        }
        return agreement.sideOf(caller).isPresent()
                ? new Decision.Refused.NotTheBuyer(caller)
                : new Decision.Refused.NotAParty(caller);
    }

    private static Uni<Planned> unknown(UUID orderId) {
        return answer(new Refused.ByOrder(new Decision.Refused.UnknownOrder(orderId)));
    }

    private static Uni<Planned> answer(Planned planned) {
        return Uni.createFrom().item(planned);
    }
}
