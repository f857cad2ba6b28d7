package dev.bonafide.identity.standing;

import dev.bonafide.identity.account.Level;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of an account in a few words.
 *
 * @param level how far it is trusted
 * @param score its credit score; others see only the band
 * @param scoreBand the score as others may see it
 * @param badges in the order of display
 * @param completedSales sales that ended with a release
 * @param memberSince the day it registered (UTC)
 */
public record TrustCard(
        Level level, int score, String scoreBand, List<Badge> badges, int completedSales, LocalDate memberSince) {

    /** Copies the badges. */
    public TrustCard {
        badges = List.copyOf(badges);
    }
}
