package dev.bonafide.listing.events;

import java.util.List;
import java.util.UUID;

/** A verdict of the risk service on a listing or an order. */
public record DecisionMadeV1(
        UUID decisionId, UUID eventId, String subjectKind, UUID subjectId, String outcome, List<Hit> hits) {

    /** A rule that spoke. */
    public record Hit(String ruleId) {}
}
