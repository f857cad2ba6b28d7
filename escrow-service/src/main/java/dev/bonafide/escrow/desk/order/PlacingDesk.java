package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.config.HandOverConfig;
import dev.bonafide.escrow.placing.PlaceOrder;
import dev.bonafide.escrow.placing.PlacingDecision;
import dev.bonafide.escrow.placing.PlacingRules;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Listings;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where orders begin: quotes, and orders on the terms of today. */
@ApplicationScoped
public class PlacingDesk {
    private final Listings listings;
    private final Buyers buyers;
    private final OrderDesk desk;
    private final Policies policies;
    private final boolean offersMeetings;
    private final Clock clock;

    /**
     * What came of a wish.
     *
     * @param order the new order; null exactly when the decision is no acceptance
     */
    public record Placed(PlacingDecision decision, @Nullable StoredOrder order) {}

    PlacingDesk(
            Listings listings, Buyers buyers, OrderDesk desk, Policies policies, HandOverConfig handOver, Clock clock) {
        this.listings = listings;
        this.buyers = buyers;
        this.desk = desk;
        this.policies = policies;
        this.offersMeetings = handOver.secrets().isPresent();
        this.clock = clock;
    }

    /** What an order of the listing with these services would cost this buyer now. */
    public Uni<PlacingDecision> quote(
            Mutiny.Session session,
            UUID listingId,
            UUID buyerId,
            Delivery delivery,
            boolean inMilestones,
            Set<Service> services) {
        if (!canBeHad(delivery)) {
            return Uni.createFrom().item(new PlacingDecision.Refused.MeetingNotOffered());
        }
        return listings.find(session, listingId)
                .map(listing -> PlacingRules.quote(
                        listingId,
                        buyerId,
                        delivery,
                        inMilestones,
                        services,
                        listing,
                        policies.termsAt(clock.instant())));
    }

    /** Places the order if the rules allow it. */
    public Uni<Placed> place(Mutiny.Session session, PlaceOrder wish) {
        if (!canBeHad(wish.delivery())) {
            return Uni.createFrom().item(new Placed(new PlacingDecision.Refused.MeetingNotOffered(), null));
        }
        var now = clock.instant();
        return policies.termsToPin(session, now)
                .chain(policy -> listings.find(session, wish.listingId())
                        .chain(listing -> buyers.find(session, wish.buyerId()).chain(rights -> {
                            var decision = PlacingRules.place(wish, listing, rights, policy, now);
                            return decision instanceof PlacingDecision.Accepted(var order)
                                    ? desk.open(session, order, now).map(stored -> new Placed(decision, stored))
                                    : Uni.createFrom().item(new Placed(decision, null));
                        })));
    }

    private boolean canBeHad(Delivery delivery) {
        return switch (delivery) {
            case PARCEL -> true;
            case MEET -> offersMeetings;
        };
    }
}
