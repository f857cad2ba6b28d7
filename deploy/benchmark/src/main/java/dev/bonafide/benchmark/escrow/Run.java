package dev.bonafide.benchmark.escrow;

import java.util.Locale;

/** What one run has done in its time, and what processor time that took. */
record Run(long operations, double seconds, CpuTime cpu) {
    double perSecond() {
        return operations / seconds;
    }

    Run plus(Run other) {
        return new Run(
                operations + other.operations,
                seconds + other.seconds,
                new CpuTime(
                        cpu.postgres() + other.cpu.postgres(),
                        cpu.service() + other.cpu.service(),
                        cpu.client() + other.cpu.client()));
    }

    String inWords() {
        return String.format(Locale.ROOT, "%,.0f/s; CPU %s", perSecond(), cpu.perOperation(operations));
    }

    /** The same with the ratio to another. */
    String inWords(Run beside) {
        return String.format(
                Locale.ROOT, "%.2f × %,.0f/s = %s", perSecond() / beside.perSecond(), beside.perSecond(), inWords());
    }
}
