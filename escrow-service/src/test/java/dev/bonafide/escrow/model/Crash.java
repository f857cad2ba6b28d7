package dev.bonafide.escrow.model;

/** Everything falls over just before the commit. */
final class Crash extends RuntimeException {
    Crash() {
        super("Down just before the commit", null, false, false);
    }
}
