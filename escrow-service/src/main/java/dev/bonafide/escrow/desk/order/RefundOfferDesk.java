package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.RefundOfferAnsweredV1;
import dev.bonafide.escrow.events.said.OrderEvent.RefundOfferMadeV1;
import dev.bonafide.escrow.offer.OfferDecision;
import dev.bonafide.escrow.offer.OfferRules;
import dev.bonafide.escrow.offer.RefundOffer;
import dev.bonafide.escrow.offer.RefundOffer.Reply;
import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.RefundOffers;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the two sides of an order settle between themselves. Everything happens under the lock of the order. */
@ApplicationScoped
public class RefundOfferDesk {
    private final Orders orders;
    private final RefundOffers offers;
    private final OrderDesk desk;
    private final OrderNews news;
    private final Clock clock;

    RefundOfferDesk(Orders orders, RefundOffers offers, OrderDesk desk, OrderNews news, Clock clock) {
        this.orders = orders;
        this.offers = offers;
        this.desk = desk;
        this.news = news;
        this.clock = clock;
    }

    /** One side proposes that this much of the price goes back. */
    public Uni<OfferDecision> make(Mutiny.Session session, UUID orderId, UUID by, Money amount) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return unknownOrder(orderId);
            }
            var now = clock.instant();
            return offers.ofOrder(session, orderId)
                    .map(known -> OfferRules.make(stored.order(), by, amount, known.size() + 1, now))
                    .call(decision -> decision instanceof OfferDecision.Made(var offer)
                            ? offers.add(session, offer).chain(() -> say(session, made(stored.order(), offer), now))
                            : Uni.createFrom().voidItem());
        });
    }

    /** The other side answers; if they agree, the order ends so. */
    public Uni<OfferDecision> answer(Mutiny.Session session, UUID orderId, int number, UUID by, Reply reply) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return unknownOrder(orderId);
            }
            var now = clock.instant();
            return offers.ofOrder(session, orderId).chain(known -> {
                var offer = known.stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .orElse(null);
                var decision = OfferRules.answer(stored.order(), offer, number, by, reply, now);
                return switch (decision) {
                    case OfferDecision.Agreed(var agreed) -> agree(session, stored.order(), agreed, by, now);
                    case OfferDecision.Declined(var declined) ->
                        offers.answer(session, declined)
                                .chain(() -> say(session, answered(stored.order(), declined), now))
                                .replaceWith(decision);
                    case OfferDecision.Made _, OfferDecision.AlreadyDone _, OfferDecision.Refused _ ->
                        Uni.createFrom().item(decision);
                };
            });
        });
    }

    private Uni<OfferDecision> agree(Mutiny.Session session, Order order, RefundOffer agreed, UUID by, Instant now) {
        return offers.answer(session, agreed)
                .chain(() -> say(session, answered(order, agreed), now))
                .chain(() ->
                        desk.carryOut(session, agreed.orderId(), new AgreeRefund(by, agreed.number(), agreed.amount())))
                .map(carried -> switch (carried.decision()) {
                    case Decision.Moved _, Decision.AlreadyDone _ -> new OfferDecision.Agreed(agreed);
                    // The rules of offers have just asked the same order under the same lock.
                    case Decision.Refused refused -> throw new IllegalStateException("Agreed and refused: " + refused);
                });
    }

    private Uni<Void> say(Mutiny.Session session, OrderEvent event, Instant now) {
        return news.say(session, List.of(event), now);
    }

    private static OrderEvent made(Order order, RefundOffer offer) {
        Agreement a = order.agreement();
        return new RefundOfferMadeV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                offer.number(),
                offer.by() == Actor.BUYER ? OrderEvent.Side.BUYER : OrderEvent.Side.SELLER,
                offer.amount(),
                offer.offeredAt());
    }

    private static OrderEvent answered(Order order, RefundOffer offer) {
        Agreement a = order.agreement();
        return new RefundOfferAnsweredV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                offer.number(),
                offer.status() == RefundOffer.Status.AGREED
                        ? RefundOfferAnsweredV1.Reply.AGREED
                        : RefundOfferAnsweredV1.Reply.DECLINED,
                offer.answeredAt() == null ? offer.offeredAt() : offer.answeredAt());
    }

    private static Uni<OfferDecision> unknownOrder(UUID orderId) {
        return Uni.createFrom().item(new OfferDecision.Refused.ByOrder(new Decision.Refused.UnknownOrder(orderId)));
    }
}
