package dev.bonafide.escrow.reconciliation;

import dev.bonafide.kit.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a settlement file as we keep it.
 *
 * @param id made from what identifies the line, so that a file that is read twice is read once
 * @param subject our id, where the file has it
 * @param fee what the provider has kept
 */
public record FileLine(
        UUID id, Movement.Kind kind, @Nullable UUID subject, String reference, Money amount, Money fee, Instant at) {

    /**
     * The id of a line.
     *
     * @param number which of several lines that say exactly the same
     */
    public static UUID idOf(
            String provider, Movement.Kind kind, String reference, Money amount, Money fee, Instant at, int number) {
        var identity = String.join(
                "|",
                provider,
                kind.name(),
                reference,
                amount.toString(),
                fee.toString(),
                at.toString(),
                Integer.toString(number));
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
