package dev.bonafide.community.notice;

import java.util.Map;
import java.util.UUID;

/**
 * Something one person is told.
 *
 * @param recipient the account that is told
 * @param template which text
 * @param subjectKind what it is about
 * @param subject id of the thing it is about
 * @param facts what the text names: times, amounts, reasons; never anything personal
 */
public record Notice(
        UUID recipient, Template template, SubjectKind subjectKind, UUID subject, Map<String, Object> facts) {
    public Notice {
        facts = Map.copyOf(facts);
    }

    /** Kinds of things a notice can be about. */
    public enum SubjectKind {
        ORDER,
        DISPUTE,
        LISTING,
        RESTRICTION
    }
}
