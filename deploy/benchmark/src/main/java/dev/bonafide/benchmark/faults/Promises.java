package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.Report;

/** Figures that are held or missed, each said as soon as it is known. */
final class Promises {
    private final Report report;
    private boolean allHeld = true;

    Promises(Report report) {
        this.report = report;
    }

    /** Something that was to hold, and whether it did. */
    void promise(String what, String measured, String toHold, boolean held) {
        allHeld &= held;
        report.figure(what, measured, toHold + (held ? ": held" : ": MISSED"));
    }

    /** Something that is to come out as zero. */
    void none(String what, long found) {
        promise(what, Long.toString(found), "0", found == 0);
    }

    /** Something that was only measured. */
    void figure(String what, String measured) {
        report.figure(what, measured);
    }

    boolean allHeld() {
        return allHeld;
    }
}
