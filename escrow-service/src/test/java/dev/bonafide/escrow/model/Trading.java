package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.order.MilestoneDesk;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.PlacingDesk;
import dev.bonafide.escrow.desk.order.RefundOfferDesk;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.offer.OfferDecision;
import dev.bonafide.escrow.offer.RefundOffer.Reply;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.placing.PlaceOrder;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Listings;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What buyer and seller do with an order: they place it, say how it goes on, and agree about it. */
@ApplicationScoped
class Trading {
    static final String SNAPSHOT = "c".repeat(64);

    private final Committing committing;
    private final Listings listings;
    private final Buyers buyers;
    private final PlacingDesk placing;
    private final OrderDesk orders;
    private final RefundOfferDesk offers;
    private final MilestoneDesk milestones;

    Trading(
            Committing committing,
            Listings listings,
            Buyers buyers,
            PlacingDesk placing,
            OrderDesk orders,
            RefundOfferDesk offers,
            MilestoneDesk milestones) {
        this.committing = committing;
        this.listings = listings;
        this.buyers = buyers;
        this.placing = placing;
        this.orders = orders;
        this.offers = offers;
        this.milestones = milestones;
    }

    /** Places the order. */
    void place(Run run) {
        var item = run.story.item();
        committing.inOne(
                run,
                false,
                session -> listings.offer(
                                session,
                                run.listing,
                                run.seller,
                                Money.cny(item.price()),
                                SNAPSHOT,
                                1,
                                item.inspected())
                        .chain(() -> buyers.keep(
                                session, run.buyer, new BuyerRights(Money.cny(2_000_000), "test"), Model.START))
                        .chain(() -> placing.place(
                                session,
                                new PlaceOrder(
                                        run.order,
                                        run.buyer,
                                        run.listing,
                                        item.meets() ? Delivery.MEET : Delivery.PARCEL,
                                        item.meets() ? null : UUID.randomUUID(),
                                        milestones(run),
                                        item.warranty() ? Set.of(Service.WARRANTY_30D) : Set.of(),
                                        null,
                                        null)))
                        .invoke(placed -> {
                            if (placed.order() == null) {
                                throw new IllegalStateException("Not placed: " + placed.decision());
                            }
                        }));
    }

    private static List<PlaceOrder.Wished> milestones(Run run) {
        var prices = run.story.item().milestones();
        return IntStream.range(0, prices.size())
                .mapToObj(
                        i -> new PlaceOrder.Wished(run.id("milestone", i), "Part " + (i + 1), Money.cny(prices.get(i))))
                .toList();
    }

    /** An order as it is with that command. */
    Answer command(Run run, OrderCommand command, boolean crashes) {
        return answer(committing.inOne(run, crashes, session -> orders.carryOut(session, run.order, command)));
    }

    Answer deliver(Run run, Step.Deliver told, boolean crashes) {
        return answer(committing.inOne(
                run,
                crashes,
                session -> milestones.deliver(session, run.order, who(run, told.by()), told.milestone() + 1, null)));
    }

    Answer split(Run run, Step.Split told, boolean crashes) {
        var legs = Decree.Legs.of(run.model.purse.open(), told.buyerPercent(), told.sellerPercent());
        return command(
                run,
                new OrderCommand.CarryOutRuling(
                        run.dispute(told.dispute()),
                        run.id("ruling", told.ruling()),
                        new Ruling.Split(new Legs(
                                Money.cny(legs.buyer()), Money.cny(legs.seller()), Money.cny(legs.platform())))),
                crashes);
    }

    Answer offer(Run run, Step.Offer told, boolean crashes) {
        var amount = Money.cny(run.story.item().price() * told.percent() / 100);
        return offer(run, crashes, session -> offers.make(session, run.order, who(run, told.by()), amount));
    }

    Answer answer(Run run, Step.Answer told, boolean crashes) {
        return offer(
                run,
                crashes,
                session -> offers.answer(
                        session,
                        run.order,
                        told.offer() + 1,
                        who(run, told.by()),
                        told.agree() ? Reply.AGREE : Reply.DECLINE));
    }

    private Answer offer(Run run, boolean crashes, Function<Mutiny.Session, Uni<OfferDecision>> work) {
        return switch (committing.inOne(run, crashes, work)) {
            case OfferDecision.Made _, OfferDecision.Agreed _, OfferDecision.Declined _ -> Answer.DONE;
            case OfferDecision.AlreadyDone _ -> Answer.QUIET;
            case OfferDecision.Refused _ -> Answer.REFUSED;
        };
    }

    private static Answer answer(Carried carried) {
        return switch (carried.decision()) {
            case Decision.Moved _ -> Answer.DONE;
            case Decision.AlreadyDone _ -> Answer.QUIET;
            case Decision.Refused _ -> Answer.REFUSED;
        };
    }

    /** Whose account that is. */
    static UUID who(Run run, Who who) {
        return switch (who) {
            case BUYER -> run.buyer;
            case SELLER -> run.seller;
            case STRANGER -> run.id("stranger", 0);
        };
    }
}
