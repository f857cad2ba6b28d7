package dev.bonafide.dispute.web;

import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.kit.text.Speech;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A ruling as both parties read it.
 *
 * @param outcome who is to have the money
 */
public record RulingView(UUID rulingId, Ruling.By by, Party outcome, String reasons, Instant ruledAt) {
    static RulingView of(Ruling ruling, Speech speech) {
        return new RulingView(ruling.id(), ruling.by(), ruling.outcome(), reasons(ruling, speech), ruling.ruledAt());
    }

    // An arbiter's words are their own; ours are said in the reader's language.
    private static String reasons(Ruling ruling, Speech speech) {
        return switch (ruling.by()) {
            case ARBITER -> ruling.reasons();
            case WITHDRAWAL -> speech.say("ruling.withdrawn", Map.of());
        };
    }
}
