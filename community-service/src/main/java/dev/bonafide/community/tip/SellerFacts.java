package dev.bonafide.community.tip;

import java.time.LocalDate;

/**
 * What tips look at.
 *
 * @param level verification level, 0 to 3
 * @param score credit score, 350 to 950
 * @param completedSales sales that ended with the seller paid
 */
public record SellerFacts(int level, int score, int completedSales, LocalDate memberSince) {}
