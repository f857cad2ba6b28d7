package dev.bonafide.community.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What is read of what risk-service says of an account. */
public sealed interface RiskHeard {
    UUID accountId();

    record DecisionMade(String subjectKind, UUID subjectId, UUID accountId, String outcome) implements RiskHeard {}

    record RestrictionImposed(UUID restrictionId, UUID accountId, String scope, Instant until, Instant appealUntil)
            implements RiskHeard {}

    record RestrictionLifted(UUID restrictionId, UUID accountId, String scope) implements RiskHeard {}

    /** The events read here, by their wire names. */
    static Map<String, Class<? extends RiskHeard>> types() {
        var types = new LinkedHashMap<String, Class<? extends RiskHeard>>();
        types.put("bonafide.risk.DecisionMade.v1", DecisionMade.class);
        types.put("bonafide.risk.RestrictionImposed.v1", RestrictionImposed.class);
        types.put("bonafide.risk.RestrictionLifted.v1", RestrictionLifted.class);
        return types;
    }
}
