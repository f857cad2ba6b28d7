package dev.bonafide.escrow.payout;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a seller is paid to.
 *
 * @param token the provider's name for the bank account; we never know the account itself
 * @param last4 its last four characters, for the seller to recognise it
 * @param version counts the changes
 * @param usableFrom when money may go there; until then its owner can notice that somebody else has set it
 */
public record PayoutAccount(
        UUID sellerId,
        String provider,
        String token,
        String last4,
        long version,
        Instant changedAt,
        Instant usableFrom) {
    private static final Pattern DIGITS = Pattern.compile("\\d{6,}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");

    /** What a seller wants it to be. */
    public record Details(String provider, String token, String last4) {

        /** Whether the token looks like the bank account itself and not like a name for it. */
        public boolean areBankDetails() {
            var packed = token.replaceAll("[\\s._:#-]", "").toUpperCase(Locale.ROOT);
            return DIGITS.matcher(packed).matches() || IBAN.matcher(packed).matches();
        }
    }

    /** Whether it is just what the details say. */
    public boolean is(Details details) {
        return new Details(provider, token, last4).equals(details);
    }
}
