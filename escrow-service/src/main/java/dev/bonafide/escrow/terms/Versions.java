package dev.bonafide.escrow.terms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The versions of a policy that are known, each with the instant from which it counts. Several stand side by side: the one
 * for today, those of the past, and those that have been decided on and not begun.
 *
 * @param all from the earliest to the latest
 */
public record Versions<P>(List<Version<P>> all) {

    /**
     * One version.
     *
     * @param from the first instant at which it is in force
     */
    public record Version<P>(String name, Instant from, P policy) {}

    /** Refuses none at all, and two that carry one name or begin at one instant. */
    public Versions {
        all = all.stream().sorted(Comparator.comparing(Version::from)).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No version (expected: one or more)");
        }
        requireDistinct("name", all.stream().map(Version::name).toList());
        requireDistinct("from", all.stream().map(Version::from).toList());
    }

    /** The one in force at that instant: the latest that has begun. Refuses an instant before the first. */
    public Version<P> at(Instant now) {
        return all.stream()
                .filter(version -> !version.from().isAfter(now))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new IllegalStateException("No version is in force at " + now
                        + " (the first begins at " + all.getFirst().from() + ")"));
    }

    private static void requireDistinct(String what, List<?> values) {
        if (values.stream().collect(Collectors.toUnmodifiableSet()).size() != values.size()) {
            throw new IllegalArgumentException("Two versions have one " + what + " among " + values);
        }
    }
}
