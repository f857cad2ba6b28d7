package dev.bonafide.community.consumers;

import dev.bonafide.community.desk.NoticeDesk;
import dev.bonafide.community.events.DisputeHeard;
import dev.bonafide.community.events.ListingHeard;
import dev.bonafide.community.events.OrderHeard;
import dev.bonafide.community.events.RiskHeard;
import dev.bonafide.community.events.TrustCardHeard;
import dev.bonafide.community.events.UserRegisteredHeard;
import dev.bonafide.community.notice.DisputeNotices;
import dev.bonafide.community.notice.OrderNotices;
import dev.bonafide.community.notice.SellerNotices;
import dev.bonafide.community.store.Known;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Everything a person should hear of. Each event is told by itself, so it does not matter in which order the topics are
 * read.
 */
@ApplicationScoped
public class Happenings {
    private final NoticeDesk desk;
    private final Known known;

    Happenings(NoticeDesk desk, Known known) {
        this.desk = desk;
        this.known = known;
    }

    /** What this service reads. */
    @Produces
    @Singleton
    EventRoutes routes() {
        var routes = EventRoutes.of("community-service")
                .on(UserRegisteredHeard.TYPE, UserRegisteredHeard.class, this::registered)
                .on(TrustCardHeard.TYPE, TrustCardHeard.class, this::cardChanged);
        OrderHeard.types().forEach((type, as) -> routes.on(type, as, this::orderMoved));
        DisputeHeard.types().forEach((type, as) -> routes.on(type, as, this::disputeMoved));
        ListingHeard.types().forEach((type, as) -> routes.on(type, as, this::listingMoved));
        RiskHeard.types().forEach((type, as) -> routes.on(type, as, this::decided));
        return routes;
    }

    private Uni<Void> orderMoved(Mutiny.Session session, ReceivedEvent<? extends OrderHeard> event) {
        return desk.tell(session, event.id(), OrderNotices.of(event.data()));
    }

    private Uni<Void> disputeMoved(Mutiny.Session session, ReceivedEvent<? extends DisputeHeard> event) {
        return desk.tell(session, event.id(), DisputeNotices.of(event.data()));
    }

    private Uni<Void> listingMoved(Mutiny.Session session, ReceivedEvent<? extends ListingHeard> event) {
        var listing = event.data();
        return known.listing(session, listing.listingId(), listing.sellerId())
                .chain(() -> desk.tell(session, event.id(), SellerNotices.of(listing)));
    }

    private Uni<Void> decided(Mutiny.Session session, ReceivedEvent<? extends RiskHeard> event) {
        return desk.tell(session, event.id(), SellerNotices.of(event.data()));
    }

    private Uni<Void> registered(Mutiny.Session session, ReceivedEvent<UserRegisteredHeard> event) {
        return known.person(session, event.data().accountId(), event.data().language());
    }

    private Uni<Void> cardChanged(Mutiny.Session session, ReceivedEvent<TrustCardHeard> event) {
        return known.seller(session, event.data());
    }
}
