package dev.bonafide.listing.template;

import java.util.Optional;

/** The serial number of a phone: 14 digits and a check digit after Luhn. */
public final class Imei {
    private static final int BODY = 14;

    private Imei() {}

    /**
     * The 15 digits of an IMEI as people write it, with spaces, dashes or slashes, or of an IMEISV, whose two digits of
     * software version make way for the check digit. Nothing if it is not one, or its check digit is wrong.
     */
    public static Optional<String> normalised(String written) {
        String digits = written.replaceAll("[\\s/\\-]", "");
        if (!digits.matches("[0-9]{15,16}")) {
            return Optional.empty();
        }
        String body = digits.substring(0, BODY);
        String whole = body + checkDigit(body);
        return digits.length() == BODY + 2 || digits.equals(whole) ? Optional.of(whole) : Optional.empty();
    }

    private static int checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return (10 - sum % 10) % 10;
    }
}
