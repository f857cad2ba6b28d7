package dev.bonafide.kit.security;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises payment card numbers in text: an issuer's prefix, a length that issuer uses, and the Luhn check digit. Spaces,
 * dashes and dots between the digits, invisible characters and full-width digits do not hide one.
 */
public final class CardNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** Runs of digit groups joined by single separators, not glued to Latin letters: Chinese is written without spaces. */
    private static final Pattern RUN =
            Pattern.compile("(?<![A-Za-z\\p{N}_])\\d+(?:[ .\\-_/·•*\\u2010-\\u2015]{1,2}\\d+)*(?![A-Za-z\\p{N}_])");

    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u00AD]");
    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern UUID =
            Pattern.compile("\\b\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}\\b");

    private static final Pattern ISSUED = Pattern.compile(
            "4\\d{12}(?:\\d{3}){0,2}" // Visa
                    + "|(?:5[1-5]\\d{2}|222[1-9]|22[3-9]\\d|2[3-6]\\d{2}|27[01]\\d|2720)\\d{12}" // Mastercard
                    + "|3[47]\\d{13}" // American Express
                    + "|62\\d{14,17}" // UnionPay
                    + "|35(?:2[89]|[3-8]\\d)\\d{12,15}" // JCB
                    + "|(?:6011|64[4-9]\\d|65\\d{2})\\d{12,15}" // Discover
                    + "|(?:30[0-5]|36\\d|3[89]\\d)\\d{11,16}" // Diners Club
                    + "|(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{9,15}"); // Maestro

    private CardNumbers() {}

    /** Whether the text holds anything that is a card number by all three marks. */
    public static boolean contains(String text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        String folded = BLANK.matcher(INVISIBLE
                        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .replaceAll(""))
                .replaceAll(" ");
        Matcher runs = RUN.matcher(UUID.matcher(folded).replaceAll("#"));
        while (runs.find()) {
            if (anyWindowIsCard(runs.group())) {
                return true;
            }
        }
        return false;
    }

    /** A card may stand beside other numbers ("2 x 4111 1111 ..."): every window of whole groups is looked at. */
    private static boolean anyWindowIsCard(String run) {
        List<String> groups = new ArrayList<>(
                GROUP.matcher(run).results().map(MatchResult::group).toList());
        for (int from = 0; from < groups.size(); from++) {
            StringBuilder digits = new StringBuilder();
            for (int to = from; to < groups.size() && digits.length() <= LONGEST; to++) {
                digits.append(groups.get(to));
                if (digits.length() >= SHORTEST && digits.length() <= LONGEST && isCard(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(CharSequence digits) {
        return ISSUED.matcher(digits).matches() && passesLuhn(digits);
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
