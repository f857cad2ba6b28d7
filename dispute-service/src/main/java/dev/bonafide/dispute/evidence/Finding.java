package dev.bonafide.dispute.evidence;

import java.util.UUID;

/** The first thing that is not as it was. */
public sealed interface Finding {

    /** Stable code of the kind of finding. */
    default String code() {
        return switch (this) {
            case ContentAltered _ -> "CONTENT_ALTERED";
            case ContentMissing _ -> "CONTENT_MISSING";
            case EntryAltered _ -> "ENTRY_ALTERED";
            case EntryMissing _ -> "ENTRY_MISSING";
            case EntryAdded _ -> "ENTRY_ADDED";
            case Reordered _ -> "REORDERED";
        };
    }

    /** The number of the line concerned. */
    long n();

    /** The content of a piece is not what was sealed. */
    record ContentAltered(UUID itemId, long n) implements Finding {}

    /** The content of a piece is gone. */
    record ContentMissing(UUID itemId, long n) implements Finding {}

    /** A line does not say what it said. */
    record EntryAltered(long n) implements Finding {}

    /** A line is gone. */
    record EntryMissing(long n) implements Finding {}

    /** A line is there that nobody was told of. */
    record EntryAdded(long n) implements Finding {}

    /** The line at this place belongs to the other. */
    record Reordered(long n, long m) implements Finding {}
}
