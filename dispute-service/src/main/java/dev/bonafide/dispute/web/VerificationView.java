package dev.bonafide.dispute.web;

import dev.bonafide.dispute.desk.EvidenceDesk.Verification;
import dev.bonafide.dispute.evidence.Finding;
import dev.bonafide.kit.text.Speech;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether evidence is what it was.
 *
 * @param entries lines there are
 * @param chainHead what the chain should come to
 * @param finding the first thing that is not as it was; absent if all is well
 */
public record VerificationView(
        boolean intact,
        long entries,
        String chainHead,
        @Nullable Found finding) {

    /**
     * What was found.
     *
     * @param code stable
     * @param entryNumber the line concerned
     * @param otherEntryNumber the line it was exchanged with
     * @param evidenceId the piece concerned
     * @param text a sentence in the caller's language
     */
    public record Found(
            String code,
            long entryNumber,
            @Nullable Long otherEntryNumber,
            @Nullable UUID evidenceId,
            String text) {}

    static VerificationView of(Verification verification, Speech speech) {
        return new VerificationView(
                verification.finding().isEmpty(),
                verification.lines(),
                verification.dispute().chain().hash(),
                verification.finding().map(finding -> found(finding, speech)).orElse(null));
    }

    private static Found found(Finding finding, Speech speech) {
        @Nullable Long other = finding instanceof Finding.Reordered at ? at.m() : null;
        @Nullable
        UUID item = switch (finding) {
            case Finding.ContentAltered at -> at.itemId();
            case Finding.ContentMissing at -> at.itemId();
            case Finding.EntryAltered _, Finding.EntryMissing _, Finding.EntryAdded _, Finding.Reordered _ -> null;
        };
        var facts = new HashMap<String, Object>();
        facts.put("n", finding.n());
        if (other != null) {
            facts.put("m", other);
        }
        if (item != null) {
            facts.put("item", item);
        }
        return new Found(finding.code(), finding.n(), other, item, speech.say("finding." + finding.code(), facts));
    }
}
