package dev.bonafide.identity.score;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.identity.verification.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All that a score depends on.
 *
 * @param verified since which day each kind of proof stands (UTC)
 * @param evidence the account's facts, those of one kind and day added up; in any order
 */
public record ScoreInput(Map<Kind, LocalDate> verified, List<DatedWeight> evidence) {

    /**
     * Facts of one kind on one day. The day does not matter to the present model; it is here so that one in which facts
     * fade needs nothing else.
     *
     * @param count how many they are
     * @param weightMicros how much they count together, in millionths
     */
    public record DatedWeight(EvidenceKind kind, LocalDate happenedOn, int count, long weightMicros) {}

    /** Copies both. */
    public ScoreInput {
        verified = Map.copyOf(verified);
        evidence = List.copyOf(evidence);
    }

    /** The level that goes with the proofs. */
    public Level level() {
        return Level.of(verified.keySet());
    }

    /** How many facts of that kind there are. */
    public int count(EvidenceKind kind) {
        return evidence.stream()
                .filter(fact -> fact.kind() == kind)
                .mapToInt(DatedWeight::count)
                .sum();
    }

    /** The later of that day and the day of the latest fact: the clock of who told it may be a little ahead. */
    public LocalDate dayNotBefore(LocalDate today) {
        return evidence.stream()
                .map(DatedWeight::happenedOn)
                .reduce(today, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The same with all facts of a kind up to that day as one; later ones are left out. Scores alike from that day on. */
    ScoreInput addedUp(LocalDate day) {
        List<DatedWeight> sums = Arrays.stream(EvidenceKind.values())
                .map(kind -> new DatedWeight(kind, day, count(kind), weightMicros(kind, day)))
                .toList();
        return new ScoreInput(verified, sums);
    }

    long weightMicros(EvidenceKind kind, LocalDate upTo) {
        return evidence.stream()
                .filter(fact -> fact.kind() == kind && !fact.happenedOn().isAfter(upTo))
                .mapToLong(DatedWeight::weightMicros)
                .sum();
    }
}
