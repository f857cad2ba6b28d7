package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Legs;
import dev.bonafide.escrow.model.Decree.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rulings of one order that came in events, by number, and what the steps of their plans wish. */
final class Decrees {
    final Map<Integer, Decree> all = new TreeMap<>();
    /** By the message that asks for it. */
    final Map<Integer, Legs> wished = new HashMap<>();

    /** Whether somebody else was to make good what a ruling had fixed. */
    boolean wereBound;

    /** Whether another ruling was to have it. */
    boolean wereTaken;

    /** Whether a bank had given what a plan was about to give. */
    boolean wereGiven;

    /** The latest of each milestone whose money has moved, and of the order for -1. */
    private final Map<Integer, Decree> last = new HashMap<>();

    /** Whether one that had moved was followed by another. */
    boolean wereCorrected;

    @Nullable
    Decree get(int number) {
        return all.get(number);
    }

    /** A ruling is one of the same dispute all its life. */
    boolean isOf(int number, int dispute) {
        var known = get(number);
        return known == null || known.dispute == dispute;
    }

    /** Whether a ruling has what that dispute is about. */
    boolean isFixed(int dispute) {
        return fixed().anyMatch(one -> one.dispute == dispute);
    }

    /** Whether another ruling has that milestone's money, or the order's for -1. */
    boolean isTaken(int matter, int number) {
        return all.entrySet().stream()
                .anyMatch(other -> other.getKey() != number
                        && other.getValue().is(State.FIXED)
                        && other.getValue().matter == matter);
    }

    boolean isAnySettled() {
        return all.values().stream().anyMatch(one -> one.is(State.SETTLED));
    }

    /** The disputes they were about. */
    List<Integer> settled() {
        return all.values().stream()
                .filter(one -> one.is(State.SETTLED))
                .map(one -> one.dispute)
                .toList();
    }

    @Nullable
    Decree last(int matter) {
        return last.get(matter);
    }

    /** Its money has moved. */
    void settle(Decree decree, Decree.Had had) {
        decree.state = State.SETTLED;
        decree.had = had;
        wereCorrected |= last.put(decree.matter, decree) != null;
    }

    boolean isAnyPlannedAnew() {
        return all.values().stream().anyMatch(one -> one.is(State.SETTLED) && one.version > 1);
    }

    /** What is left of so much that is not fixed for the buyer: that nobody else makes good. */
    long unbound(long left) {
        var bound = Math.min(left, fixed().mapToLong(one -> one.bound).sum());
        wereBound |= bound > 0;
        return left - bound;
    }

    /** What is fixed gives way to the end of the freeze: there is nothing left of it to move. */
    void giveWay(int matter) {
        fixed().filter(one -> one.matter == matter).toList().forEach(one -> one.state = State.SETTLED);
    }

    private Stream<Decree> fixed() {
        return all.values().stream().filter(one -> one.is(State.FIXED));
    }
}
