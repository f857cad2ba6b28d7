package dev.bonafide.listing.consumers;

import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.listing.desk.JudgementDesk;
import dev.bonafide.listing.desk.ReservationDesk;
import dev.bonafide.listing.events.DecisionMadeV1;
import dev.bonafide.listing.events.OrderCancelledV1;
import dev.bonafide.listing.events.OrderPlacedV1;
import dev.bonafide.listing.events.OrderRefundedV1;
import dev.bonafide.listing.events.OrderReleasedV1;
import dev.bonafide.listing.events.RestrictionImposedV1;
import dev.bonafide.listing.events.RestrictionLiftedV1;
import dev.bonafide.listing.events.RightsChangedV1;
import dev.bonafide.listing.events.TrustCardChangedV1;
import dev.bonafide.listing.store.Sellers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which facts of other services concern listings, and what becomes of each. */
@ApplicationScoped
class Incoming {
    private static final String LISTING = "LISTING";
    private static final String PUBLISH = "PUBLISH";

    @Produces
    @Singleton
    EventRoutes routes(ReservationDesk reservations, JudgementDesk judgements, Sellers sellers) {
        return EventRoutes.of("listing-service")
                .on(
                        "bonafide.escrow.OrderPlaced.v1",
                        OrderPlacedV1.class,
                        (session, event) -> reservations.reserve(session, event.data()))
                .on(
                        "bonafide.escrow.OrderCancelled.v1",
                        OrderCancelledV1.class,
                        (session, event) -> reservations.unreserve(
                                session, event.data().orderId(), event.data().listingId()))
                .on(
                        "bonafide.escrow.OrderReleased.v1",
                        OrderReleasedV1.class,
                        (session, event) -> reservations.release(
                                session,
                                event.id(),
                                event.type(),
                                event.data().orderId(),
                                event.data().listingId()))
                .on(
                        "bonafide.escrow.OrderRefunded.v1",
                        OrderRefundedV1.class,
                        (session, event) -> reservations.refund(
                                session, event.data().orderId(), event.data().listingId()))
                .on(
                        "bonafide.risk.DecisionMade.v1",
                        DecisionMadeV1.class,
                        (session, event) -> event.data().subjectKind().equals(LISTING)
                                ? judgements.judged(session, event.data())
                                : Uni.createFrom().voidItem())
                .on(
                        "bonafide.risk.RestrictionImposed.v1",
                        RestrictionImposedV1.class,
                        (session, event) -> event.data().scope().equals(PUBLISH)
                                ? judgements.restricted(session, event.data())
                                : Uni.createFrom().voidItem())
                .on(
                        "bonafide.risk.RestrictionLifted.v1",
                        RestrictionLiftedV1.class,
                        (session, event) -> event.data().scope().equals(PUBLISH)
                                ? judgements.lifted(session, event.data())
                                : Uni.createFrom().voidItem())
                .on(
                        "bonafide.identity.RightsChanged.v1",
                        RightsChangedV1.class,
                        (session, event) -> sellers.keep(session, event.data()))
                .on(
                        "bonafide.identity.TrustCardChanged.v1",
                        TrustCardChangedV1.class,
                        (session, event) -> sellers.keep(session, event.data()));
    }
}
