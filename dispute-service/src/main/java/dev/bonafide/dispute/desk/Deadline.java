package dev.bonafide.dispute.desk;

/** What time has to say about a dispute. */
public enum Deadline {
    /** An arbiter should have the case. */
    ASSIGNMENT("dispute.assignment"),
    /** The money should have followed the ruling. */
    PAYMENT("dispute.payment");

    private final String timerKind;

    Deadline(String timerKind) {
        this.timerKind = timerKind;
    }

    /** The kind of its timers; never changes, because rows carry it. */
    public String timerKind() {
        return timerKind;
    }
}
