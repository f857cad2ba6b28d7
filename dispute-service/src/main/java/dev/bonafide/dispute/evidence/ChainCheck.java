package dev.bonafide.dispute.evidence;

import dev.bonafide.dispute.evidence.Finding.EntryAdded;
import dev.bonafide.dispute.evidence.Finding.EntryAltered;
import dev.bonafide.dispute.evidence.Finding.EntryMissing;
import dev.bonafide.dispute.evidence.Finding.Reordered;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads a chain from its first line to its last and names the first that is not as it was. */
public final class ChainCheck {
    private ChainCheck() {}

    /**
     * The first finding, or nothing if the chain is whole.
     *
     * @param lines as they are stored, by number
     * @param witnessed what the chain should come to
     */
    public static Optional<Finding> firstFinding(List<ChainedEntry> lines, ChainHead witnessed) {
        var reached = ChainHead.EMPTY;
        for (var line : lines) {
            var entry = line.entry();
            var expected = reached.length() + 1;
            if (entry.n() != expected) {
                return Optional.of(new EntryMissing(expected));
            }
            if (expected > witnessed.length()) {
                return Optional.of(new EntryAdded(expected));
            }
            if (!entry.hash().equals(line.hash())) {
                return Optional.of(changed(line, witnessed.length()));
            }
            if (!entry.prev().equals(reached.hash())) {
                // This line is sound in itself, so the one it was chained to was rewritten, hash and all.
                return Optional.of(new EntryAltered(Math.max(1, reached.length())));
            }
            reached = new ChainHead(expected, line.hash());
        }
        if (reached.length() < witnessed.length()) {
            return Optional.of(new EntryMissing(reached.length() + 1));
        }
        return reached.equals(witnessed) ? Optional.empty() : Optional.of(new EntryAltered(reached.length()));
    }

    private static Finding changed(ChainedEntry line, long length) {
        var place = line.entry().n();
        return LongStream.rangeClosed(1, length)
                .filter(other -> line.entry().hashAs(other).equals(line.hash()))
                .<Finding>mapToObj(other -> new Reordered(place, other))
                .findFirst()
                .orElse(new EntryAltered(place));
    }
}
