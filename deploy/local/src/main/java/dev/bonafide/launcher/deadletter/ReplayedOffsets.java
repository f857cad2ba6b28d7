package dev.bonafide.launcher.deadletter;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which dead letters of a partition were sent again. Kept as a consumer group's position, with single later ones in its
 * metadata, because somebody may send the fifth again and leave the first four.
 *
 * @param before every offset below this one was sent again
 * @param single offsets at or above it that were sent again on their own
 */
public record ReplayedOffsets(long before, NavigableSet<Long> single) {
    /** Kafka keeps at most 4096 bytes of metadata with a position. */
    private static final int METADATA_LENGTH_MAX = 4000;

    private static final String SEPARATOR = ",";

    /** What a position and its metadata say. */
    public static ReplayedOffsets read(long position, String metadata) {
        var single = metadata.isBlank()
                ? new TreeSet<Long>()
                : Stream.of(metadata.split(SEPARATOR))
                        .map(Long::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new));
        return new ReplayedOffsets(position, single);
    }

    /** Whether this one was sent again. */
    public boolean contains(long offset) {
        return offset < before || single.contains(offset);
    }

    /** With these added; single ones that close the gap are taken into the position. */
    public ReplayedOffsets with(Collection<Long> offsets) {
        var later = new TreeSet<>(single);
        later.addAll(offsets);
        var position = before;
        while (!later.isEmpty() && later.first() <= position) {
            position = Math.max(position, later.pollFirst() + 1);
        }
        return new ReplayedOffsets(position, later);
    }

    /**
     * The metadata to keep with the position.
     *
     * @throws IllegalStateException when too many single offsets were sent again for Kafka to remember
     */
    public String metadata() {
        var text = single.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        if (text.length() > METADATA_LENGTH_MAX) {
            throw new IllegalStateException("single offsets: " + single.size()
                    + " (expected: what fits into 4000 characters); replay the whole topic instead");
        }
        return text;
    }
}
