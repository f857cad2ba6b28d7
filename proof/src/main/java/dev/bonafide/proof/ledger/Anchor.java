package dev.bonafide.proof.ledger;

import dev.bonafide.proof.Sha256;
import java.util.Optional;

/**
 * A place in the chain: so many entries, and the hash after them. Whoever has noted one can tell later whether everything
 * up to it is still what it was.
 *
 * @param n the number of entries; zero before the first
 * @param hash of the seal of that number
 */
public record Anchor(long n, String hash) {
    /** Before the first entry. */
    public static final Anchor GENESIS = new Anchor(0, "0".repeat(Sha256.DIGITS));

    /** Refuses a negative number and what is no hash. */
    public Anchor {
        if (n < 0) {
            throw new IllegalArgumentException("n: " + n + " (expected: 0 or more)");
        }
        if (!Sha256.isHash(hash)) {
            throw new IllegalArgumentException("hash: " + hash + " (expected: 64 digits of lower-case hex)");
        }
    }

    /** Reads {@code n:hash}, as it is printed; nothing if the text is no anchor. */
    public static Optional<Anchor> parse(String text) {
        var colon = text.indexOf(':');
        try {
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Anchor(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return n + ":" + hash;
    }
}
