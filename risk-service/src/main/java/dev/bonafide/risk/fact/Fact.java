package dev.bonafide.risk.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bonafide.risk.feature.Feature;
import dev.bonafide.risk.screening.Screening.TextHit;
import dev.bonafide.risk.verdict.JudgedKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an event of another service means to risk. Texts are screened before: a fact holds no words of a person. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.AccountRegistered.class, name = "AccountRegistered"),
    @JsonSubTypes.Type(value = Fact.LevelChanged.class, name = "LevelChanged"),
    @JsonSubTypes.Type(value = Fact.ScoreChanged.class, name = "ScoreChanged"),
    @JsonSubTypes.Type(value = Fact.ListingHandedIn.class, name = "ListingHandedIn"),
    @JsonSubTypes.Type(value = Fact.ListingShown.class, name = "ListingShown"),
    @JsonSubTypes.Type(value = Fact.PriceChanged.class, name = "PriceChanged"),
    @JsonSubTypes.Type(value = Fact.ItemSold.class, name = "ItemSold"),
    @JsonSubTypes.Type(value = Fact.OrderPlaced.class, name = "OrderPlaced"),
    @JsonSubTypes.Type(value = Fact.PurchaseKept.class, name = "PurchaseKept")
})
public sealed interface Fact {
    /** Whom it visits, in this order. Where something is judged, the account that acted comes last. */
    List<SubjectKey> itinerary();

    /** A fact that gets a verdict, at the account that acted. */
    sealed interface Judged extends Fact {
        /** What is judged. */
        JudgedKind kind();

        /** Its id. */
        UUID judgedId();

        /** Who acted. */
        UUID actor();

        /** The features that the fact itself brings. */
        Map<String, Object> features();
    }

    /** An account exists. */
    record AccountRegistered(UUID account, Instant registeredAt) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(account));
        }
    }

    /** An account's trust level is another. */
    record LevelChanged(UUID account, int level, Instant at) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(account));
        }
    }

    /** An account's credit score is another. */
    record ScoreChanged(UUID account, int score, Instant asOf) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(account));
        }
    }

    /** A listing waits for judgement. */
    record ListingHandedIn(
            UUID listing,
            UUID seller,
            SubjectKey model,
            String category,
            String grade,
            long priceMinor,
            Map<String, Object> textFeatures,
            List<TextHit> titleHits,
            List<TextHit> descriptionHits)
            implements Judged {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(model, SubjectKey.account(seller));
        }

        @Override
        public JudgedKind kind() {
            return JudgedKind.LISTING;
        }

        @Override
        public UUID judgedId() {
            return listing;
        }

        @Override
        public UUID actor() {
            return seller;
        }

        @Override
        public Map<String, Object> features() {
            var features = new HashMap<>(textFeatures);
            features.put(Feature.LST_PRICE.wireName(), priceMinor);
            features.put(Feature.LST_TEMPLATE.wireName(), category);
            features.put(Feature.LST_GRADE.wireName(), grade);
            return features;
        }
    }

    /** A listing is on sale; its price is a reference for others. */
    record ListingShown(UUID listing, UUID seller, SubjectKey model, long priceMinor) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.listing(listing), model);
        }
    }

    /** A listing has another price. Which model it is, its own record knows. */
    record PriceChanged(UUID listing, UUID seller, long priceMinor) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.listing(listing), SubjectKey.account(seller));
        }
    }

    /** A seller's item is sold and paid out. */
    record ItemSold(UUID listing, UUID seller) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(seller));
        }
    }

    /** An order waits for judgement. */
    record OrderPlaced(UUID order, UUID buyer, long amountMinor) implements Judged {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(buyer));
        }

        @Override
        public JudgedKind kind() {
            return JudgedKind.ORDER;
        }

        @Override
        public UUID judgedId() {
            return order;
        }

        @Override
        public UUID actor() {
            return buyer;
        }

        @Override
        public Map<String, Object> features() {
            return Map.of(Feature.ORD_AMOUNT.wireName(), amountMinor);
        }
    }

    /** A buyer has kept what they bought. */
    record PurchaseKept(UUID order, UUID buyer) implements Fact {
        @Override
        public List<SubjectKey> itinerary() {
            return List.of(SubjectKey.account(buyer));
        }
    }
}
