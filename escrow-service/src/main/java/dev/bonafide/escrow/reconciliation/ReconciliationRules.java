package dev.bonafide.escrow.reconciliation;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a line of a settlement file says about our books. Plain. */
public final class ReconciliationRules {

    private ReconciliationRules() {}

    /** What comes of a line. */
    public sealed interface Outcome {
        /** File, provider's word and ledger say the same. */
        record Matched() implements Outcome {}

        /** We know nothing of it, yet. */
        record MissingHere() implements Outcome {}

        /**
         * We know of it, and not the same.
         *
         * @param ours what we have; null for nothing
         */
        record Differing(Difference difference, @Nullable Money ours) implements Outcome {}
    }

    /** What differs. */
    public enum Difference {
        /** The file has another amount than the provider told us. */
        AMOUNT,
        /** The file has another currency. */
        CURRENCY,
        /** The provider told us, and we could not book it. */
        NOT_BOOKED,
        /** We booked another amount. */
        BOOKED_OTHERWISE,
        /** The file says it a second time. */
        SAID_TWICE
    }

    /** Compares a line with what is known of its movement. */
    public static Outcome compare(Money line, Movement.@Nullable Known known) {
        if (known == null) {
            return new Outcome.MissingHere();
        }
        if (known.taken()) {
            return new Outcome.Differing(Difference.SAID_TWICE, known.told());
        }
        if (!line.currency().equals(known.told().currency())) {
            return new Outcome.Differing(Difference.CURRENCY, known.told());
        }
        if (!line.equals(known.told())) {
            return new Outcome.Differing(Difference.AMOUNT, known.told());
        }
        var booked = known.booked();
        if (booked == null) {
            return new Outcome.Differing(Difference.NOT_BOOKED, null);
        }
        return booked.equals(line) ? new Outcome.Matched() : new Outcome.Differing(Difference.BOOKED_OTHERWISE, booked);
    }

    /** The instant at which a provider's day is over. */
    public static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The day whose file is there at that time of the provider's clock: the one before, or the one before that. */
    public static LocalDate dayReadyAt(Instant now, LocalTime readyAt, ZoneId zone) {
        var local = now.atZone(zone);
        return local.toLocalDate().minusDays(local.toLocalTime().isBefore(readyAt) ? 2 : 1);
    }

    /** When the file of that day is there. */
    public static Instant readyAt(LocalDate day, LocalTime readyAt, ZoneId zone) {
        return day.plusDays(1).atTime(readyAt).atZone(zone).toInstant();
    }
}
