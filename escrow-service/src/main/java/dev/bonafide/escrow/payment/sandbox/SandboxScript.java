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

    /** The script of that name, if there is one; {@code late:PT20M} takes a duration. */
    static Optional<SandboxScript> named(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "succeed" -> Optional.of(new Succeed());
            case "decline" -> Optional.of(new Decline());
            case "duplicate" -> Optional.of(new Duplicate());
            case "reordered" -> Optional.of(new Reordered());
            case "timeout-then-success" -> Optional.of(new TimeoutThenSucceed());
            case "other-amount" -> Optional.of(new OtherAmount());
            case "silent" -> Optional.of(new Silent());
            default -> lower.startsWith("late:") ? late(name.substring("late:".length())) : Optional.empty();
        };
    }

    /** The script of that name, or the one the amount stands for. */
    static SandboxScript of(@Nullable String name, long amountMinor) {
        return name == null ? byAmount(amountMinor) : named(name).orElseGet(() -> byAmount(amountMinor));
    }

    private static SandboxScript byAmount(long amountMinor) {
        return switch ((int) (amountMinor % 100)) {
            case 41 -> new Decline();
            case 42 -> new Late(Duration.ofMinutes(20));
            case 43 -> new Duplicate();
            case 44 -> new Reordered();
            case 45 -> new TimeoutThenSucceed();
            case 46 -> new OtherAmount();
            case 47 -> new Silent();
            default -> new Succeed();
        };
    }

    private static Optional<SandboxScript> late(String duration) {
        try {
            var by = Duration.parse(duration.toUpperCase(Locale.ROOT));
            return by.isNegative() || by.compareTo(Duration.ofDays(365)) > 0
                    ? Optional.empty()
                    : Optional.of(new Late(by));
        } catch (DateTimeException noDuration) {
            return Optional.empty();
        }
    }
}
