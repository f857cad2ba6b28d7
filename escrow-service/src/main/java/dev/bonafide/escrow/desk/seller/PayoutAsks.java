package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.config.PayoutPolicyConfig;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PayoutProviders;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.PayoutPolicy;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.store.Payouts;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks providers to pay sellers, and asks again what came of it where they are silent. An outcome that is unknown is asked
 * for until it is known, and never guessed: until then the money is in transit, neither paid nor the seller's to ask for.
 */
@ApplicationScoped
public class PayoutAsks {
    private final Payouts payouts;
    private final PayoutProviders providers;
    private final ProviderWords words;
    private final ParkedFacts parked;
    private final Timers timers;
    private final PayoutPolicy policy;
    private final Clock clock;

    PayoutAsks(
            Payouts payouts,
            PayoutProviders providers,
            ProviderWords words,
            ParkedFacts parked,
            Timers timers,
            PayoutPolicyConfig config,
            Clock clock) {
        this.payouts = payouts;
        this.providers = providers;
        this.words = words;
        this.parked = parked;
        this.timers = timers;
        this.policy = config.policy();
        this.clock = clock;
    }

    /** Asks the provider to pay, unless the outcome is known already. */
    public Uni<Void> askForPayout(Mutiny.Session session, UUID payoutId) {
        return ifUnderWay(
                session,
                payoutId,
                payout -> providers
                        .payOut(payout.provider(), new PayoutAsk(payout.id(), payout.token(), payout.amount()))
                        .chain(answer -> payouts.refer(session, payout.id(), answer.reference())
                                .chain(() -> answer.outcome() == null
                                        ? Uni.createFrom().voidItem()
                                        : decided(session, payout, answer.outcome()))));
    }

    /** Asks the provider what came of a payout it has not spoken of. */
    public Uni<Void> inquire(Mutiny.Session session, UUID payoutId) {
        return ifUnderWay(session, payoutId, payout -> inquire(session, payout));
    }

    private Uni<Void> inquire(Mutiny.Session session, Payout payout) {
        return providers
                .outcomeOf(payout.provider(), new Asked(Asked.Kind.PAYOUT, payout.id(), payout.reference()))
                .chain(outcome -> switch (outcome) {
                    case Outcome.NeverHeard _ ->
                        timers.schedule(session, PayoutDesk.ASK, payout.id(), clock.instant())
                                .chain(() -> inquireLater(session, payout));
                    case Outcome.StillOpen(var reference) ->
                        payouts.refer(session, payout.id(), reference).chain(() -> inquireLater(session, payout));
                    case Outcome.Decided(var report) -> decided(session, payout, report);
                });
    }

    /** If it is kept for a person, the money stays in transit and is asked for no more. */
    private Uni<Void> decided(Mutiny.Session session, Payout payout, PaymentReport report) {
        return words.hearAnswer(session, payout.provider(), report).replaceWithVoid();
    }

    private Uni<Void> inquireLater(Mutiny.Session session, Payout payout) {
        var now = clock.instant();
        var alarmed = policy.isAlarming(payout.askedAt(), now)
                ? payouts.alarm(session, payout.id(), now)
                        .chain(first -> first
                                ? parked.park(
                                        session,
                                        "payment-provider:" + payout.provider(),
                                        payout.id(),
                                        null,
                                        "PAYOUT_OUTCOME_UNKNOWN",
                                        "Asked at " + payout.askedAt())
                                : Uni.createFrom().voidItem())
                : Uni.createFrom().voidItem();
        return alarmed.chain(() ->
                timers.schedule(session, PayoutDesk.INQUIRE, payout.id(), policy.nextInquiry(payout.askedAt(), now)));
    }

    private Uni<Void> ifUnderWay(Mutiny.Session session, UUID payoutId, Function<Payout, Uni<Void>> then) {
        return payouts.find(session, payoutId)
                .chain(payout -> payout == null || payout.status() != Payout.Status.ASKED
                        ? Uni.createFrom().voidItem()
                        : then.apply(payout));
    }
}
