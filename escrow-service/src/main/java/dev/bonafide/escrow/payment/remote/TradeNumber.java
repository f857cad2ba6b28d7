package dev.bonafide.escrow.payment.remote;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Our ids as Chinese providers take them for a merchant's own numbers: 32 hexadecimal digits without hyphens. */
public final class TradeNumber {
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{32}");

    private TradeNumber() {}

    /** The id as a number. */
    public static String of(UUID id) {
        var digits = HexFormat.of();
        return digits.toHexDigits(id.getMostSignificantBits()) + digits.toHexDigits(id.getLeastSignificantBits());
    }

    /** The id that a number stands for, if it is one of ours. */
    public static Optional<UUID> read(@Nullable String number) {
        return number == null || !NUMBER.matcher(number).matches()
                ? Optional.empty()
                : Optional.of(new UUID(
                        HexFormat.fromHexDigitsToLong(number, 0, 16), HexFormat.fromHexDigitsToLong(number, 16, 32)));
    }
}
