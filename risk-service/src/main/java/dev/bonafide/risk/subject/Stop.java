package dev.bonafide.risk.subject;

import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.SubjectKey;
import dev.bonafide.risk.fact.Visit;
import java.util.List;
import java.util.Map;

/**
 * What a visit to a subject came to.
 *
 * @param shown features of the subject that the fact takes along
 * @param detour stops to make before the ones that are left
 * @param repeated whether the subject had taken the fact in before; then it has not changed
 * @param late whether the fact came too late for a window
 */
public record Stop(Map<String, Object> shown, List<SubjectKey> detour, boolean repeated, boolean late) {
    /** Lets the subject take the fact in, once, and look at it. */
    public static Stop make(SubjectRecord subject, Visit visit) {
        boolean repeated = subject.seen().contains(visit.eventId());
        if (!repeated) {
            subject.seen().add(visit.eventId());
        }
        return switch (subject) {
            case AccountRecord account -> atAccount(account, visit, repeated);
            case ListingRecord listing -> atListing(listing, visit, repeated);
            case ModelRecord model -> atModel(model, visit, repeated);
        };
    }

    private static Stop atAccount(AccountRecord account, Visit visit, boolean repeated) {
        boolean inTime = repeated || account.update(visit.fact(), visit.occurredAt(), visit.view());
        return new Stop(account.features(visit.occurredAt()), List.of(), repeated, !inTime);
    }

    private static Stop atListing(ListingRecord listing, Visit visit, boolean repeated) {
        if (visit.fact() instanceof Fact.ListingShown shown) {
            listing.offers(shown.model());
        }
        List<SubjectKey> detour = visit.fact() instanceof Fact.PriceChanged
                ? listing.model().stream().toList()
                : List.of();
        return new Stop(Map.of(), detour, repeated, false);
    }

    private static Stop atModel(ModelRecord model, Visit visit, boolean repeated) {
        var at = visit.occurredAt();
        var shown = switch (visit.fact()) {
            case Fact.ListingHandedIn listing -> model.compared(listing.seller(), listing.priceMinor(), at);
            case Fact.PriceChanged price -> model.compared(price.seller(), price.priceMinor(), at);
            case Fact.ListingShown _,
                    Fact.AccountRegistered _,
                    Fact.LevelChanged _,
                    Fact.ScoreChanged _,
                    Fact.ItemSold _,
                    Fact.OrderPlaced _,
                    Fact.PurchaseKept _ -> Map.<String, Object>of();
        };
        if (!repeated && visit.fact() instanceof Fact.ListingShown offer) {
            model.offered(offer.listing(), offer.seller(), offer.priceMinor(), at);
        }
        if (!repeated && visit.fact() instanceof Fact.PriceChanged offer) {
            model.offered(offer.listing(), offer.seller(), offer.priceMinor(), at);
        }
        return new Stop(shown, List.of(), repeated, false);
    }
}
