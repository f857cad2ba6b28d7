package dev.bonafide.listing.template;

/**
 * What a grade means.
 *
 * @param name short, as on a label
 * @param definition what must be true of goods of this grade
 */
public record GradeText(Grade grade, Bilingual name, Bilingual definition) {}
