package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.config.HandOverConfig;
import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.HandoverConfirmedV1;
import dev.bonafide.escrow.events.said.OrderEvent.HandoverFailedV1;
import dev.bonafide.escrow.handover.HandOverDecision;
import dev.bonafide.escrow.handover.HandOverPass;
import dev.bonafide.escrow.handover.HandOverRules;
import dev.bonafide.escrow.handover.HandOverSecrets;
import dev.bonafide.escrow.handover.HandedOver;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand.HandOver;
import dev.bonafide.escrow.order.OrderCommand.IssueCode;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.store.HandOvers;
import dev.bonafide.escrow.store.HandOvers.Sealed;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Meeting in person: the buyer asks for a code and sees it, the seller gives it in. Everything happens under the lock of the
 * order, so that five tries are five however many come at once.
 */
@ApplicationScoped
public class HandOverDesk {
    private static final String CODE = "hand-over code ";
    private static final String SIGNING_KEY = "hand-over signing key ";

    private final Orders orders;
    private final HandOvers handOvers;
    private final OrderDesk desk;
    private final ChargebackDesk chargebacks;
    private final OrderNews news;
    private final @Nullable HandOverSecrets secrets;
    private final Clock clock;

    /** What the buyer sees and nobody else. */
    public record Shown(HandOverPass pass, String code, KeyPair keys) {}

    /** What came of asking for a code, or of looking at it. */
    public sealed interface Pass {
        /** There is one. */
        record Issued(HandOverPass pass) implements Pass {}

        /** There is none, and why. */
        record Refused(HandOverDecision.Refused refusal) implements Pass {}
    }

    /** What came of a code or token. */
    public record Given(HandOverDecision decision, @Nullable StoredOrder order) {}

    HandOverDesk(
            Orders orders,
            HandOvers handOvers,
            OrderDesk desk,
            ChargebackDesk chargebacks,
            OrderNews news,
            HandOverConfig config,
            Clock clock) {
        this.orders = orders;
        this.handOvers = handOvers;
        this.desk = desk;
        this.chargebacks = chargebacks;
        this.news = news;
        this.secrets = config.secrets().orElse(null);
        this.clock = clock;
    }

    /** The buyer asks for a code. Asked again it is the same, unless wrong codes have locked it. */
    public Uni<Pass> issue(Mutiny.Session session, UUID orderId, UUID by) {
        return desk.carryOut(session, orderId, new IssueCode(by)).chain(carried -> switch (carried.decision()) {
            case Decision.Moved _, Decision.AlreadyDone _ ->
                handOvers
                        .passes(session, orderId)
                        .chain(passes -> passes.isEmpty() || passes.getLast().isLocked()
                                ? add(session, orderId, passes.size() + 1)
                                : Uni.createFrom().item(passes.getLast()))
                        .map(Pass.Issued::new);
            case Decision.Refused refused -> refusedPass(new HandOverDecision.Refused.ByOrder(refused));
        });
    }

    /** The newest pass of an order that the caller may know of; without what is secret of it. */
    public Uni<Pass> find(Mutiny.Session session, UUID orderId) {
        return handOvers
                .passes(session, orderId)
                .map(passes -> passes.isEmpty()
                        ? new Pass.Refused(new HandOverDecision.Refused.NoPass())
                        : new Pass.Issued(passes.getLast()));
    }

    /** The hand-over of an order, or null. */
    public Uni<@Nullable HandedOver> handedOver(Mutiny.Session session, UUID orderId) {
        return handOvers.find(session, orderId);
    }

    /** Opens what only the buyer may see. */
    public Uni<Shown> open(Mutiny.Session session, HandOverPass pass) {
        var keys = required();
        var orderId = pass.orderId();
        return handOvers
                .sealed(session, pass)
                .map(secret -> new Shown(
                        pass,
                        new String(keys.open(orderId, CODE + pass.number(), secret.code()), StandardCharsets.US_ASCII),
                        new KeyPair(
                                pass.publicKey(),
                                HandOverSecrets.privateKey(
                                        keys.open(orderId, SIGNING_KEY + pass.number(), secret.signingKey())))));
    }

    /** The seller gives in the code. */
    public Uni<Given> byCode(Mutiny.Session session, UUID orderId, UUID by, String code) {
        return give(
                session,
                orderId,
                by,
                (passes, before, now) ->
                        HandOverRules.byCode(passes, before, required().hash(orderId, code), now));
    }

    /** The seller uploads what the buyer's app has signed. */
    public Uni<Given> byToken(Mutiny.Session session, UUID orderId, UUID by, String token) {
        return give(session, orderId, by, (passes, before, now) -> HandOverRules.byToken(passes, before, token, now));
    }

    /** What a code is known by in the memory of requests, which must not reveal it either. */
    public String fingerprint(UUID orderId, String code) {
        return required().hash(orderId, "request|" + code);
    }

    private interface Judge {
        HandOverDecision judge(List<HandOverPass> passes, @Nullable HandedOver before, Instant now);
    }

    private Uni<Given> give(Mutiny.Session session, UUID orderId, UUID by, Judge judge) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return refused(new Decision.Refused.UnknownOrder(orderId));
            }
            var refusal = OrderRules.mayNotHandOver(stored.order(), by);
            if (refusal != null) {
                return refused(refusal);
            }
            var now = clock.instant();
            return handOvers
                    .passes(session, orderId)
                    .chain(passes -> handOvers
                            .find(session, orderId)
                            .map(before -> judge.judge(passes, before, now))
                            .chain(decision -> follow(session, stored, passes, decision, by, now)));
        });
    }

    private Uni<Given> follow(
            Mutiny.Session session,
            StoredOrder stored,
            List<HandOverPass> passes,
            HandOverDecision decision,
            UUID by,
            Instant now) {
        var a = stored.order().agreement();
        return switch (decision) {
            case HandOverDecision.Proven(var handedOver) ->
                handOvers
                        .add(session, handedOver)
                        .chain(() -> desk.carryOut(session, a.orderId(), new HandOver(by, handedOver.at())))
                        .chain(carried -> switch (carried.decision()) {
                            case Decision.Moved _, Decision.AlreadyDone _ -> {
                                var order = Objects.requireNonNull(carried.order());
                                yield say(session, confirmed(a, handedOver, order), now)
                                        // If a bank has pulled the payment back, there is now something to freeze.
                                        .chain(() -> chargebacks.sent(session, a.orderId()))
                                        .replaceWith(new Given(decision, order));
                            }
                            // The same order has just been asked under the same lock.
                            case Decision.Refused no -> throw new IllegalStateException("Proven and refused: " + no);
                        });
            case HandOverDecision.Refused.WrongCode(var triesLeft) ->
                handOvers
                        .countWrongTry(session, passes.getLast())
                        .chain(() -> say(session, failed(a, triesLeft, now), now))
                        .replaceWith(new Given(decision, stored));
            case HandOverDecision.Refused _ -> Uni.createFrom().item(new Given(decision, stored));
        };
    }

    private Uni<HandOverPass> add(Mutiny.Session session, UUID orderId, int number) {
        var secret = required();
        var code = secret.newCode();
        var keys = secret.newKeys();
        var pass = new HandOverPass(orderId, number, clock.instant(), secret.hash(orderId, code), keys.getPublic(), 0);
        var closed = new Sealed(
                secret.seal(orderId, CODE + number, code.getBytes(StandardCharsets.US_ASCII)),
                secret.seal(orderId, SIGNING_KEY + number, keys.getPrivate().getEncoded()));
        return handOvers.add(session, pass, closed).replaceWith(pass);
    }

    private Uni<Void> say(Mutiny.Session session, OrderEvent event, Instant now) {
        return news.say(session, List.of(event), now);
    }

    private HandOverSecrets required() {
        if (secrets == null) {
            throw new IllegalStateException("There are no keys for hand-over codes; set DATA_KEY");
        }
        return secrets;
    }

    private static OrderEvent confirmed(Agreement a, HandedOver handedOver, StoredOrder order) {
        return new HandoverConfirmedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                handedOver.at(),
                handedOver.proof().name(),
                order.order().stage().name(),
                handedOver.toldAt());
    }

    private static OrderEvent failed(Agreement a, int triesLeft, Instant now) {
        return new HandoverFailedV1(a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), triesLeft, now);
    }

    private static Uni<Pass> refusedPass(HandOverDecision.Refused refusal) {
        return Uni.createFrom().item(new Pass.Refused(refusal));
    }

    private static Uni<Given> refused(Decision.Refused refusal) {
        return Uni.createFrom().item(new Given(new HandOverDecision.Refused.ByOrder(refusal), null));
    }
}
