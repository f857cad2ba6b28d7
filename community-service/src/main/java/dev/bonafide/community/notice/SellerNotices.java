package dev.bonafide.community.notice;

import static dev.bonafide.community.notice.Template.*;

import dev.bonafide.community.events.ListingHeard;
import dev.bonafide.community.events.RiskHeard;
import dev.bonafide.community.notice.Notice.SubjectKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who hears of listings, and of what was decided about them and their owners. */
public final class SellerNotices {
    private SellerNotices() {}

    /** The notices that follow from the step of a listing. */
    public static List<Notice> of(ListingHeard listing) {
        return switch (listing) {
            case ListingHeard.Submitted _ -> List.of();
            case ListingHeard.Published e -> List.of(notice(e, e.sellerId(), LISTING_PUBLISHED, Map.of()));
            case ListingHeard.Rejected e ->
                List.of(notice(e, e.sellerId(), LISTING_REJECTED, Map.of("reasons", e.reasons())));
            case ListingHeard.Hidden e ->
                List.of(notice(e, e.sellerId(), LISTING_HIDDEN, Map.of("reason", e.reason())));
            case ListingHeard.Sold e -> List.of(notice(e, e.sellerId(), LISTING_SOLD, Map.of()));
            case ListingHeard.ReservationRefused e ->
                List.of(notice(e, e.buyerId(), LISTING_NOT_RESERVED, Map.of("reason", e.reason())));
        };
    }

    /** The notices that follow from a decision; of decisions, only that a listing waits for a person is told by itself. */
    public static List<Notice> of(RiskHeard heard) {
        return switch (heard) {
            case RiskHeard.DecisionMade e ->
                e.outcome().equals("REVIEW") && e.subjectKind().equals("LISTING")
                        ? List.of(new Notice(e.accountId(), LISTING_HELD, SubjectKind.LISTING, e.subjectId(), Map.of()))
                        : List.of();
            case RiskHeard.RestrictionImposed e ->
                List.of(restriction(
                        e.accountId(),
                        e.restrictionId(),
                        RESTRICTION_IMPOSED,
                        Map.of("scope", e.scope(), "until", e.until(), "appealUntil", e.appealUntil())));
            case RiskHeard.RestrictionLifted e ->
                List.of(restriction(e.accountId(), e.restrictionId(), RESTRICTION_LIFTED, Map.of("scope", e.scope())));
        };
    }

    private static Notice notice(ListingHeard listing, UUID recipient, Template template, Map<String, Object> facts) {
        return new Notice(recipient, template, SubjectKind.LISTING, listing.listingId(), facts);
    }

    private static Notice restriction(UUID recipient, UUID restriction, Template template, Map<String, Object> facts) {
        return new Notice(recipient, template, SubjectKind.RESTRICTION, restriction, facts);
    }
}
