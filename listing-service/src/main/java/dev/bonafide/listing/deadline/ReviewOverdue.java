package dev.bonafide.listing.deadline;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.listing.listing.Listing.InReview;
import dev.bonafide.listing.store.Listings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** A review has waited too long for its verdict. The listing stays in review, because no answer is never a yes. */
@ApplicationScoped
public class ReviewOverdue implements TimerHandler {
    /** The kind of these timers; they refer to the listing. */
    public static final String KIND = "listing.review-overdue";

    private static final Logger LOG = Logger.getLogger(ReviewOverdue.class);

    private final Listings listings;
    private final MeterRegistry meters;

    ReviewOverdue(Listings listings, MeterRegistry meters) {
        this.listings = listings;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return listings.find(session, timer.ref())
                .invoke(found -> found.filter(InReview.class::isInstance).ifPresent(listing -> {
                    LOG.warnf(
                            "Listing %s has waited for a verdict on version %d since before %s",
                            timer.ref(), listing.item().version(), timer.dueAt());
                    meters.counter("bonafide.listing.reviews.overdue").increment();
                }))
                .replaceWithVoid();
    }
}
