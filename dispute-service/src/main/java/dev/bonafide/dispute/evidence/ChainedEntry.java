package dev.bonafide.dispute.evidence;

/**
 * A line as it was written down, with the hash it was given then.
 *
 * @param hash what {@link Entry#hash()} was when the line was written
 */
public record ChainedEntry(Entry entry, String hash) {
    /** A new line with its hash. */
    public static ChainedEntry of(Entry entry) {
        return new ChainedEntry(entry, entry.hash());
    }
}
