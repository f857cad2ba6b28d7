package dev.bonafide.listing.web;

import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Decision.AlreadyDone;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Decision.Refused;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.store.Sellers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Turns what the desk says into answers. */
@ApplicationScoped
class Answers {
    private static final Set<String> HOUSE =
            Set.of(Roles.MODERATOR, Roles.ARBITER, Roles.RISK_ANALYST, Roles.AUDITOR, Roles.OPERATOR);

    private final Refusals refusals;
    private final Sellers sellers;

    Answers(Refusals refusals, Sellers sellers) {
        this.refusals = refusals;
        this.sellers = sellers;
    }

    /** Whether the caller works for the house and may see what is not on sale. */
    static boolean isOfTheHouse(Caller caller) {
        return caller.roles().stream().anyMatch(HOUSE::contains);
    }

    /** The answer to a decision: the listing as it now is, or the refusal; 404 where there is no such listing. */
    Uni<Answer> answer(
            Mutiny.Session session, Optional<Decision> decision, UUID caller, Function<ListingView, Answer> done) {
        return decision.isEmpty()
                ? Uni.createFrom().item(Answer.of(Refusals.notFound()))
                : answer(session, decision.get(), caller, done);
    }

    /** The answer to a decision: the listing as it now is, or the refusal. */
    Uni<Answer> answer(Mutiny.Session session, Decision decision, UUID caller, Function<ListingView, Answer> done) {
        return switch (decision) {
            case Moved moved -> view(session, moved.to(), caller).map(done);
            case AlreadyDone already -> view(session, already.at(), caller).map(done);
            case Refused refused -> Uni.createFrom().item(Answer.of(refusals.problem(refused)));
        };
    }

    /** The listing as the caller sees it. */
    Uni<ListingView> view(Mutiny.Session session, Listing listing, UUID caller) {
        return views(session, List.of(listing), caller).map(List::getFirst);
    }

    /** The listings as the caller sees them. */
    Uni<List<ListingView>> views(Mutiny.Session session, List<Listing> listings, UUID caller) {
        Set<UUID> accounts =
                listings.stream().map(listing -> listing.item().sellerId()).collect(Collectors.toSet());
        return sellers.cards(session, accounts)
                .map(cards -> listings.stream()
                        .map(listing -> ListingView.of(
                                listing, caller, cards.get(listing.item().sellerId())))
                        .toList());
    }

    /** The value, or 404. */
    static <T> T orNotFound(Optional<T> found) {
        return found.orElseThrow(() -> new ProblemException(Refusals.notFound()));
    }
}
