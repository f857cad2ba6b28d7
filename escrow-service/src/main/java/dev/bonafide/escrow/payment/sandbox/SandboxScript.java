package dev.bonafide.escrow.payment.sandbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sandbox's provider does with a payment: given by name, or else by the last two digits of the amount. */
public sealed interface SandboxScript {

    /** The buyer's bank says yes. */
    record Succeed() implements SandboxScript {}

    /** The buyer's bank says no. Amounts ending in 41. */
    record Decline() implements SandboxScript {}

    /** Yes, but only after so long. Amounts ending in 42, twenty minutes. */
    record Late(Duration by) implements SandboxScript {}

    /** Yes, told twice. Amounts ending in 43. */
    record Duplicate() implements SandboxScript {}

    /** Yes, and only afterwards the message that it is being worked on. Amounts ending in 44. */
    record Reordered() implements SandboxScript {}

    /** No answer to the first ask, although it was understood; then yes. Amounts ending in 45. */
    record TimeoutThenSucceed() implements SandboxScript {}

    /** Yes, but a unit less than was asked for. Amounts ending in 46. */
    record OtherAmount() implements SandboxScript {}

    /** Not a word, until an operator scripts another outcome. Amounts ending in 47. */
    record Silent() implements SandboxScript {}

    /** The buyer has to prove who they are first, on a page of the bank. Amounts ending in 48. */
    record Challenge() implements SandboxScript {}

    /** Yes, and the message that says so never comes. Amounts ending in 49. */
    record LostWebhook() implements SandboxScript {}

    /** The first ask never arrives; then yes. Amounts ending in 31. */
    record LostAsk() implements SandboxScript {}

    /** Yes, and so long afterwards the bank pulls it back. Amounts ending in 32, a day. */
    record PullBack(Duration after, String reason) implements SandboxScript {}

    /** The bank decides an open chargeback at once. */
    record DecideChargeback(boolean won) implements SandboxScript {}

    /** Yes, and what is reserved lapses after so long. Amounts ending in 33, an hour. */
    record ShortHold(Duration length) implements SandboxScript {}

    /** Yes, and of what is reserved a unit less is taken than was asked for. Amounts ending in 34. */
    record PartialCapture() implements SandboxScript {}

    /** Yes, and it cannot be given back. Amounts ending in 36. */
    record RefundsFail() implements SandboxScript {}

    /** Yes, and whatever becomes of a refund is told only so long after it was asked for. */
    record RefundsLate(Duration by) implements SandboxScript {}

    /** Yes, and what is given back comes back so long afterwards: the buyer's card was closed meanwhile. */
    record RefundsReturn(Duration after) implements SandboxScript {}

    /** Yes, and the settlement file says something else. Amounts ending in 37, 38 and 39. */
    record Settled(InFile inFile) implements SandboxScript {}

    /** How a movement appears in the settlement file. */
    enum InFile {
        AS_MOVED,
        /** One unit less. */
        ONE_SHORT,
        /** Not at all. */
        ABSENT,
        /** In the file of the next day. */
        A_DAY_LATE
    }

    /** The usual length of a reservation. */
    Duration USUAL_HOLD = Duration.ofDays(7);

    /** The script of that name, if there is one; {@code late:PT20M} takes a duration. */
    static Optional<SandboxScript> named(String name) {
        var parts = name.split(":", -1);
        return switch (parts.length) {
            case 1 -> plain(name.toLowerCase(Locale.ROOT));
            case 2 -> timed(parts[0].toLowerCase(Locale.ROOT), parts[1], "NOT_RECEIVED");
            case 3 ->
                parts[0].equalsIgnoreCase("chargeback") && parts[2].matches("[A-Z][A-Z_]{2,39}")
                        ? timed("chargeback", parts[1], parts[2])
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The script of that name, or the one the amount stands for. */
    static SandboxScript of(@Nullable String name, long amountMinor) {
        return name == null ? byAmount(amountMinor) : named(name).orElseGet(() -> byAmount(amountMinor));
    }

    private static Optional<SandboxScript> plain(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "succeed" -> new Succeed();
                    case "decline" -> new Decline();
                    case "duplicate" -> new Duplicate();
                    case "reordered" -> new Reordered();
                    case "timeout-then-success" -> new TimeoutThenSucceed();
                    case "other-amount" -> new OtherAmount();
                    case "silent" -> new Silent();
                    case "challenge" -> new Challenge();
                    case "lost-webhook" -> new LostWebhook();
                    case "lost-ask" -> new LostAsk();
                    case "chargeback-won" -> new DecideChargeback(true);
                    case "chargeback-lost" -> new DecideChargeback(false);
                    case "partial-capture" -> new PartialCapture();
                    case "refunds-fail" -> new RefundsFail();
                    case "settled-short" -> new Settled(InFile.ONE_SHORT);
                    case "unsettled" -> new Settled(InFile.ABSENT);
                    case "settled-late" -> new Settled(InFile.A_DAY_LATE);
                    default -> null;
                });
    }

    private static Optional<SandboxScript> timed(String name, String duration, String reason) {
        return duration(duration)
                .flatMap(length -> Optional.ofNullable(
                        switch (name) {
                            case "late" -> new Late(length);
                            case "chargeback" -> new PullBack(length, reason);
                            case "expires" -> new ShortHold(length);
                            case "refunds-late" -> new RefundsLate(length);
                            case "refunds-return" -> new RefundsReturn(length);
                            default -> null;
                        }));
    }

    private static SandboxScript byAmount(long amountMinor) {
        return switch ((int) (amountMinor % 100)) {
            case 31 -> new LostAsk();
            case 32 -> new PullBack(Duration.ofDays(1), "NOT_RECEIVED");
            case 33 -> new ShortHold(Duration.ofHours(1));
            case 34 -> new PartialCapture();
            case 36 -> new RefundsFail();
            case 37 -> new Settled(InFile.ONE_SHORT);
            case 38 -> new Settled(InFile.ABSENT);
            case 39 -> new Settled(InFile.A_DAY_LATE);
            case 41 -> new Decline();
            case 42 -> new Late(Duration.ofMinutes(20));
            case 43 -> new Duplicate();
            case 44 -> new Reordered();
            case 45 -> new TimeoutThenSucceed();
            case 46 -> new OtherAmount();
            case 47 -> new Silent();
            case 48 -> new Challenge();
            case 49 -> new LostWebhook();
            default -> new Succeed();
        };
    }

    private static Optional<Duration> duration(String text) {
        try {
            var length = Duration.parse(text.toUpperCase(Locale.ROOT));
            return length.isNegative() || length.compareTo(Duration.ofDays(365)) > 0
                    ? Optional.empty()
                    : Optional.of(length);
        } catch (DateTimeException noDuration) {
            return Optional.empty();
        }
    }
}
