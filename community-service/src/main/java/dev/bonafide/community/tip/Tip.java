package dev.bonafide.community.tip;

import java.util.Map;

/**
 * Something worth knowing before a purchase.
 *
 * @param id stable name
 * @param data what the tip rests on, so that a client can use words of its own
 */
public record Tip(String id, Severity severity, Map<String, Object> data) {
    public Tip {
        data = Map.copyOf(data);
    }

    /** How much it matters, from the least. */
    public enum Severity {
        INFO,
        CAUTION,
        WARNING
    }
}
