package dev.bonafide.listing.listing;

/**
 * A serial number nobody can read back.
 *
 * @param hmac keyed hash of the normalised number, lower-case hex: equal numbers are equal here
 * @param tail its last four signs, shown to the seller only
 */
public record SealedSerial(String hmac, String tail) {}
