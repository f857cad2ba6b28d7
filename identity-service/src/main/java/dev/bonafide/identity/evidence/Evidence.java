package dev.bonafide.identity.evidence;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A fact about an account that a score can be explained by.
 *
 * @param account whom it is about
 * @param kind what it says
 * @param happenedOn the day in UTC
 * @param counterparty the other side of the trade
 * @param order the trade
 * @param weightMicros how much it counts, in millionths
 * @param source id of the event that told it
 */
public record Evidence(
        UUID account,
        EvidenceKind kind,
        LocalDate happenedOn,
        UUID counterparty,
        UUID order,
        long weightMicros,
        UUID source) {

    /** The weight of a fact that counts fully. */
    public static final long WHOLE_MICROS = 1_000_000;
}
