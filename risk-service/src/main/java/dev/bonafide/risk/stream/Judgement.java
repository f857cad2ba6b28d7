package dev.bonafide.risk.stream;

import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.Visit;
import dev.bonafide.risk.feature.Feature;
import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.rule.Policy;
import dev.bonafide.risk.screening.Screening.TextHit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Judges at the last stop, with all features the fact has collected. */
final class Judgement {
    private final Policy policy;
    private final Clock clock;

    Judgement(Policy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** The decision on a fact, given what its last stop has shown. */
    DecisionLoggedV1 judge(Visit visit, Fact.Judged fact, Map<String, Object> shown) {
        var values = new HashMap<>(visit.view());
        values.putAll(shown);
        values.putAll(fact.features());
        var features = FeatureVector.of(values);
        var verdict = policy.judge(fact.kind(), features);
        var listing = fact instanceof Fact.ListingHandedIn handedIn ? handedIn : null;
        return new DecisionLoggedV1(
                decisionId(visit.eventId(), fact),
                visit.eventId(),
                fact.kind(),
                fact.judgedId(),
                fact.actor(),
                verdict.outcome(),
                verdict.score(),
                verdict.hits(),
                verdict.policyVersion(),
                Feature.CATALOGUE_VERSION,
                features.nonDefault(),
                listing == null ? List.<TextHit>of() : listing.titleHits(),
                listing == null ? List.<TextHit>of() : listing.descriptionHits(),
                visit.occurredAt(),
                clock.instant());
    }

    /** The same event judged again is the same decision: its id is derived, of UUID version 8. */
    static UUID decisionId(UUID eventId, Fact.Judged fact) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(("decision|" + eventId + "|" + fact.kind()).getBytes(StandardCharsets.UTF_8));
            long high = 0;
            long low = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                high = high << 8 | (digest[i] & 0xff);
                low = low << 8 | (digest[i + Long.BYTES] & 0xff);
            }
            return new UUID(
                    (high & 0xffff_ffff_ffff_0fffL) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
