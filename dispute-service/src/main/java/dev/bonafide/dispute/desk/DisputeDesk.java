package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.config.DisputeConfig;
import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.DisputeCommand;
import dev.bonafide.dispute.dispute.DisputeRules;
import dev.bonafide.dispute.dispute.OpenDispute;
import dev.bonafide.dispute.dispute.OpeningDecision;
import dev.bonafide.dispute.dispute.OpeningRules;
import dev.bonafide.dispute.dispute.Policy;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Transition;
import dev.bonafide.dispute.events.said.DisputeEvent;
import dev.bonafide.dispute.store.Disputes;
import dev.bonafide.dispute.store.KnownOrders;
import dev.bonafide.dispute.store.StoredDispute;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The only door to a dispute. Lock, decide, save, tell, set deadlines and append to the outbox happen in the session
 * given, so that a command commits together with all that follows from it.
 */
@ApplicationScoped
public class DisputeDesk {
    private final KnownOrders orders;
    private final Disputes disputes;
    private final Consequences consequences;
    private final DisputeNews news;
    private final Policy policy;
    private final Ids ids;
    private final Clock clock;

    DisputeDesk(
            KnownOrders orders,
            Disputes disputes,
            Consequences consequences,
            DisputeNews news,
            DisputeConfig config,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.disputes = disputes;
        this.consequences = consequences;
        this.news = news;
        this.policy = DisputeConfig.policy(config);
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a dispute about an order and asks for its money to be frozen, or says why not. */
    public Uni<OpeningDecision> open(Mutiny.Session session, UUID orderId, UUID by, Reason reason, String text) {
        return orders.lock(session, orderId)
                .chain(order -> disputes.running(session, orderId).chain(running -> {
                    var asked = new OpenDispute(ids.next(), by, reason, text, running);
                    return switch (OpeningRules.decide(order, asked, policy, clock.instant())) {
                        case OpeningDecision.Opened opened ->
                            add(session, opened.dispute()).replaceWith(opened);
                        case OpeningDecision.Refused no -> Uni.createFrom().<OpeningDecision>item(no);
                    };
                }));
    }

    /** Carries out a command; null if there is no such dispute. */
    public Uni<@Nullable Carried> carryOut(Mutiny.Session session, UUID disputeId, DisputeCommand command) {
        return disputes.lock(session, disputeId)
                .chain(stored -> stored == null
                        ? Uni.createFrom().<@Nullable Carried>nullItem()
                        : carryOut(session, stored, command, clock.instant()));
    }

    /** Carries out a command on a dispute that this transaction has locked. */
    Uni<Carried> carryOut(Mutiny.Session session, StoredDispute stored, DisputeCommand command, Instant now) {
        var from = stored.dispute();
        var decision = DisputeRules.decide(from, command, policy, now);
        return switch (decision) {
            case Decision.Moved(var to) ->
                consequences
                        .follow(session, from, to, command, now)
                        .replaceWith(new Carried(decision, new StoredDispute(to, stored.chain())));
            case Decision.Stays _, Decision.AlreadyDone _, Decision.Parked _, Decision.Refused _ ->
                Uni.createFrom().item(new Carried(decision, stored));
        };
    }

    private Uni<StoredDispute> add(Mutiny.Session session, Dispute.Opening dispute) {
        var claim = dispute.claim();
        return disputes.add(session, dispute)
                .call(() -> disputes.tell(session, claim.disputeId(), Transition.first(dispute)))
                .call(() -> news.say(session, DisputeEvent.OpenedV1.of(claim), claim.openedAt()));
    }
}
