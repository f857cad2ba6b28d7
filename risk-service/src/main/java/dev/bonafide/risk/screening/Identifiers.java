package dev.bonafide.risk.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds mobile numbers in any style of digits, and names that are accounts elsewhere. */
final class Identifiers {
    private static final int PHONE_LENGTH = 11;
    private static final int GAP_MAX = 3;
    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern ACCOUNT = Pattern.compile("(?=(?:\\D*\\d){2})[a-z0-9_]{5,24}");
    private static final String NUMERALS = "〇一二三四五六七八九";
    private static final String NUMERALS_FORMAL = "零壹贰叁肆伍陆柒捌玖";

    private Identifiers() {}

    /** A stretch of the normal text. */
    record Span(int start, int end, String text) {}

    /**
     * Mobile numbers: eleven digits in whole groups, so that they may be split and may stand beside other numbers, but are
     * not found inside a longer one such as an IMEI.
     */
    static List<Span> phones(NormalText normal) {
        var phones = new ArrayList<Span>();
        for (int at = 0; at < normal.length(); at++) {
            if (beginsGroup(normal, at)) {
                var phone = phoneAt(normal, at);
                if (phone != null) {
                    phones.add(phone);
                    at = phone.end() - 1;
                }
            }
        }
        return phones;
    }

    private static @Nullable Span phoneAt(NormalText normal, int start) {
        var digits = new StringBuilder();
        int at = start;
        while (at < normal.length() && digits.length() < PHONE_LENGTH && digit(normal.at(at)) >= 0) {
            if (at > start && normal.gapBefore(at).signs() > GAP_MAX) {
                return null;
            }
            digits.append(digit(normal.at(at)));
            at++;
        }
        boolean endsGroup = at == normal.length()
                || digit(normal.at(at)) < 0
                || !normal.gapBefore(at).isNone();
        return endsGroup && PHONE.matcher(digits).matches() ? new Span(start, at, digits.toString()) : null;
    }

    private static boolean beginsGroup(NormalText normal, int at) {
        return digit(normal.at(at)) >= 0
                && (at == 0
                        || digit(normal.at(at - 1)) < 0
                        || !normal.gapBefore(at).isNone());
    }

    private static int digit(char sign) {
        if (sign >= '0' && sign <= '9') {
            return sign - '0';
        }
        if (sign == '幺') {
            return 1;
        }
        int numeral = NUMERALS.indexOf(sign);
        return numeral >= 0 ? numeral : NUMERALS_FORMAL.indexOf(sign);
    }

    /** What looks like an account name and begins at most so many characters behind the position. */
    static @Nullable Span behind(NormalText normal, int position, int distanceMax) {
        for (int at = position; at <= position + distanceMax && at < normal.length(); at++) {
            if (isName(normal.at(at))
                    && (at == position
                            || !isName(normal.at(at - 1))
                            || !normal.gapBefore(at).isNone())) {
                int end = at + 1;
                while (end < normal.length()
                        && isName(normal.at(end))
                        && normal.gapBefore(end).isNone()) {
                    end++;
                }
                var name = normal.toString().substring(at, end);
                return ACCOUNT.matcher(name).matches() ? new Span(at, end, name) : null;
            }
        }
        return null;
    }

    private static boolean isName(char sign) {
        return NormalText.isLatin(sign) || sign == '_';
    }
}
