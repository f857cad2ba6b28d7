package dev.bonafide.identity.verification;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number in international form.
 *
 * @param e164 a plus sign and 8 to 15 digits; for China a mobile number
 */
public record PhoneNumber(String e164) {

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9]\\d{7,14}");
    private static final Pattern CHINESE_MOBILE = Pattern.compile("\\+861[3-9]\\d{9}");
    private static final Pattern BETWEEN = Pattern.compile("[ ()-]");

    /** Reads a number, with spaces, dashes and brackets left out; nothing if it is none that a code could be sent to. */
    public static Optional<PhoneNumber> parse(String text) {
        String digits = BETWEEN.matcher(text.strip()).replaceAll("");
        Pattern expected = digits.startsWith("+86") ? CHINESE_MOBILE : INTERNATIONAL;
        return expected.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
    }

    /** Only the last two digits, so that no log shows the number. */
    @Override
    public String toString() {
        return "***" + e164.substring(e164.length() - 2);
    }
}
