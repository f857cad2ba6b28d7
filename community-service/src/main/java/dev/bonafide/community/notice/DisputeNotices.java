package dev.bonafide.community.notice;

import static dev.bonafide.community.notice.Template.*;

import dev.bonafide.community.events.DisputeHeard;
import dev.bonafide.community.notice.Notice.SubjectKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who hears of which step of a dispute. */
public final class DisputeNotices {
    private DisputeNotices() {}

    /** The notices that follow from the step. */
    public static List<Notice> of(DisputeHeard dispute) {
        return switch (dispute) {
            case DisputeHeard.Opened e ->
                both(e, DISPUTE_OPENED_BUYER, DISPUTE_OPENED_SELLER, Map.of("reason", e.reason()));
            case DisputeHeard.EvidenceAdded e -> toThoseWhoDidNotAdd(e);
            case DisputeHeard.ArbiterAssigned e -> both(e, DISPUTE_ASSIGNED_BUYER, DISPUTE_ASSIGNED_SELLER, Map.of());
            case DisputeHeard.Ruled e ->
                both(e, DISPUTE_RULED_BUYER, DISPUTE_RULED_SELLER, Map.of("outcome", e.outcome()));
            case DisputeHeard.Closed e ->
                both(e, DISPUTE_CLOSED_BUYER, DISPUTE_CLOSED_SELLER, Map.of("outcome", e.outcome()));
        };
    }

    private static List<Notice> toThoseWhoDidNotAdd(DisputeHeard.EvidenceAdded added) {
        var toBuyer = notice(added, added.buyerId(), DISPUTE_EVIDENCE_ADDED, Map.of());
        var toSeller = notice(added, added.sellerId(), DISPUTE_EVIDENCE_ADDED, Map.of());
        if (added.by().equals("BUYER")) {
            return List.of(toSeller);
        }
        return added.by().equals("SELLER") ? List.of(toBuyer) : List.of(toBuyer, toSeller);
    }

    private static List<Notice> both(
            DisputeHeard dispute, Template forBuyer, Template forSeller, Map<String, Object> facts) {
        return List.of(
                notice(dispute, dispute.buyerId(), forBuyer, facts),
                notice(dispute, dispute.sellerId(), forSeller, facts));
    }

    private static Notice notice(DisputeHeard dispute, UUID recipient, Template template, Map<String, Object> facts) {
        return new Notice(recipient, template, SubjectKind.DISPUTE, dispute.disputeId(), facts);
    }
}
