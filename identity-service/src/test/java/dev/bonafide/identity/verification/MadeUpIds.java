package dev.bonafide.identity.verification;

import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Resident id numbers that pass every check and, most likely, belong to nobody. No two are the same. */
public final class MadeUpIds {

    private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(250_000));

    private MadeUpIds() {}

    /** The next one, of a woman born in 1990. */
    public static String next() {
        return numbered("110101", NEXT.incrementAndGet());
    }

    /** The next one that, read as a payment card, has an issuer's prefix and passes the Luhn check. */
    public static String likeACard() {
        while (true) {
            String number = numbered("622901", NEXT.incrementAndGet());
            if (number.chars().allMatch(Character::isDigit) && luhn(number)) {
                return number;
            }
        }
    }

    private static String numbered(String county, int count) {
        String first17 = county
                + String.format(
                        Locale.ROOT, "1990%02d%02d%03d", 1 + count / 28_000, 1 + count / 1000 % 28, count % 1000);
        return first17 + ResidentId.checkCharacter(first17);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
