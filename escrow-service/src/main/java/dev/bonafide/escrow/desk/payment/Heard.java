package dev.bonafide.escrow.desk.payment;

import io.smallrye.mutiny.Uni;

/** What came of a provider's word. */
public enum Heard {
    DONE,
    /** Heard before, or overtaken. */
    ALREADY_DONE,
    /** True, and not fitting: kept for a person. */
    PARKED;

    public Uni<Heard> uni() {
        return Uni.createFrom().item(this);
    }
}
