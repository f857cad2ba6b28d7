package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.proof.ledger.Finding.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Walks along a chain and names the first thing that is wrong: what the entry says against its seal, the seal against the
 * one before, debits against credits, and all of it against places that somebody else has noted. Needs no memory that grows
 * with the chain.
 *
 * <p>To tell a missing entry from one that stands elsewhere it looks at what follows, so after a finding the rest has been
 * read.
 */
public final class LedgerVerifier {
    /** How many entries may be missing in a row, with all later ones renumbered, and still be told from an altered seal. */
    private static final int MISSING_IN_A_ROW_MAX = 1_000;

    private final Map<Long, String> noted = new HashMap<>();
    private final Totals totals = new Totals();
    private Anchor last;

    /**
     * A verifier at a place of the chain.
     *
     * @param start what is taken for granted, {@link Anchor#GENESIS} for a whole ledger
     * @param noted places that somebody has noted before
     */
    public LedgerVerifier(Anchor start, Collection<Anchor> noted) {
        this.last = start;
        noted.forEach(anchor -> this.noted.put(anchor.n(), anchor.hash()));
    }

    /** Goes on with what follows, up to the first finding or the end. */
    public Optional<Finding> verify(Iterator<SealedEntry> chain) {
        while (chain.hasNext()) {
            var finding = check(chain.next(), chain);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the place it has come to as the end of the chain. */
    public Optional<Finding> end() {
        return noted.keySet().stream()
                .filter(n -> n > last.n())
                .min(Long::compare)
                .map(n -> Finding.of(
                        Kind.TRUNCATED, last.n(), "The chain ends here, but number " + n + " has been witnessed."));
    }

    /** Up to where everything is in order. */
    public Anchor verifiedUpTo() {
        return last;
    }

    /** The sums of what is in order. */
    public Totals totals() {
        return totals;
    }

    private Optional<Finding> check(SealedEntry link, Iterator<SealedEntry> rest) {
        var n = last.n() + 1;
        if (link == SealedEntry.UNREADABLE) {
            return Optional.of(Finding.of(Kind.ENTRY_ALTERED, n, "What stands here cannot be read."));
        }
        var seal = link.seal();
        if (seal.n() != n) {
            return Optional.of(otherNumber(n, seal.n(), rest));
        }
        var entry = link.entry();
        if (entry == null) {
            return Optional.of(Finding.of(Kind.ENTRY_MISSING, n, "The seal is there, its entry is not."));
        }
        var content = contentHash(entry);
        if (!content.equals(seal.contentHash())) {
            return Optional.of(otherContent(n, seal, content, rest));
        }
        if (!seal.fits(n, last.hash())) {
            return Optional.of(brokenChain(n, seal, rest));
        }
        var witnessed = noted.get(n);
        if (witnessed != null && !witnessed.equals(seal.hash())) {
            return Optional.of(Finding.of(
                    Kind.SEAL_ALTERED,
                    n,
                    "Another hash was witnessed here: the chain was made anew, at this number or before."));
        }
        var sums = sums(entry);
        if (sums.isEmpty()) {
            return Optional.of(Finding.of(Kind.UNBALANCED, n, "Debits and credits of the entry differ."));
        }
        totals.add(sums.get());
        last = seal.anchor();
        return Optional.empty();
    }

    private static Finding otherNumber(long n, long found, Iterator<SealedEntry> rest) {
        while (rest.hasNext()) {
            if (rest.next().seal().n() == n) {
                return new Finding(Kind.REORDERED, n, found, "Number " + found + " stands where " + n + " belongs.");
            }
        }
        return Finding.of(Kind.ENTRY_MISSING, n, "After " + (n - 1) + " comes " + found + ".");
    }

    private Finding otherContent(long n, Seal seal, String content, Iterator<SealedEntry> rest) {
        if (!seal.fits(n, last.hash()) && Seal.hash(n, last.hash(), content).equals(seal.hash())) {
            return Finding.of(Kind.SEAL_ALTERED, n, "The seal does not say the hash of its entry.");
        }
        while (rest.hasNext()) {
            var other = rest.next().seal();
            if (other.contentHash().equals(content)) {
                return new Finding(
                        Kind.REORDERED,
                        n,
                        other.n(),
                        "Under seal " + n + " stands the entry of seal " + other.n() + ".");
            }
        }
        return Finding.of(Kind.ENTRY_ALTERED, n, "The entry is not what was sealed.");
    }

    private Finding brokenChain(long n, Seal seal, Iterator<SealedEntry> rest) {
        var isFirst = true;
        while (rest.hasNext()) {
            var other = rest.next().seal();
            if (other.fits(n, last.hash())) {
                return new Finding(
                        Kind.REORDERED,
                        n,
                        other.n(),
                        "The entry numbered " + other.n() + " belongs here; both were renumbered.");
            }
            if (isFirst && isRenumbered(seal, other)) {
                return Finding.of(Kind.ENTRY_MISSING, n, "An entry was taken out, and what follows was renumbered.");
            }
            isFirst = false;
        }
        return Finding.of(Kind.SEAL_ALTERED, n, "The seal does not follow from the one before it.");
    }

    /** Whether two neighbours still fit to each other, under higher numbers than they have now. */
    private static boolean isRenumbered(Seal seal, Seal next) {
        for (int by = 1; by <= MISSING_IN_A_ROW_MAX; by++) {
            if (next.fits(next.n() + by, seal.hash())) {
                return true;
            }
        }
        return false;
    }

    /** The hash of what the entry says; of something that never can have been sealed, no hash at all. */
    private static String contentHash(JsonNode entry) {
        try {
            return Seal.contentHash(entry);
        } catch (IllegalArgumentException notCanonical) {
            return "";
        }
    }

    private static Optional<Totals> sums(JsonNode entry) {
        try {
            return Optional.of(Totals.of(entry)).filter(Totals::balance);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
