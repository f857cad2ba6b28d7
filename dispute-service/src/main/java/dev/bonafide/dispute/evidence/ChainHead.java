package dev.bonafide.dispute.evidence;

/**
 * How long a chain is and the hash of its last line. Kept apart from the lines and told in every event about evidence, so
 * that lines cannot be cut off without somebody knowing better.
 */
public record ChainHead(long length, String hash) {
    /** A chain without lines. */
    public static final ChainHead EMPTY = new ChainHead(0, Entry.GENESIS);

    /** The head once that line has been added. */
    public ChainHead after(ChainedEntry line) {
        if (line.entry().n() != length + 1 || !line.entry().prev().equals(hash)) {
            throw new IllegalArgumentException("Line " + line.entry().n() + " does not follow line " + length);
        }
        return new ChainHead(length + 1, line.hash());
    }
}
