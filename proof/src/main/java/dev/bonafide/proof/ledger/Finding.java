package dev.bonafide.proof.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong in a chain.
 *
 * @param n the number it is about
 * @param other of {@code REORDERED}, the number that stands in its place
 * @param detail a sentence for a person
 */
public record Finding(Kind kind, long n, @Nullable Long other, String detail) {

    /** What can be wrong. */
    public enum Kind {
        /** The entry is not what was sealed. */
        ENTRY_ALTERED,
        /** The entry of that number is not there. */
        ENTRY_MISSING,
        /** Another entry stands in its place. */
        REORDERED,
        /** Debits differ from credits. */
        UNBALANCED,
        /** The seal does not follow from the one before it, or is not the one that was witnessed. */
        SEAL_ALTERED,
        /** The chain ends too early. */
        TRUNCATED
    }

    static Finding of(Kind kind, long n, String detail) {
        return new Finding(kind, n, null, detail);
    }

    /** Such as {@code ENTRY_ALTERED 17}, {@code REORDERED 17/18} or {@code TRUNCATED after 16}. */
    public String name() {
        return switch (kind) {
            case TRUNCATED -> kind + " after " + n;
            case REORDERED -> kind + " " + n + "/" + other;
            case ENTRY_ALTERED, ENTRY_MISSING, UNBALANCED, SEAL_ALTERED -> kind + " " + n;
        };
    }

    @Override
    public String toString() {
        return name() + ": " + detail;
    }
}
