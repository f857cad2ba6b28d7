package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A company that moves real money. Asks only start something: what came of it is told later, by signed webhook, perhaps
 * late, twice or out of order. Every ask carries our id, under which it may be repeated without a second effect.
 */
public interface PaymentProvider {

    /** The name in paths, rows and configuration. */
    String name();

    /** Whether payments can be made through it in this installation. */
    boolean isOffered();

    /** Asks for the buyer's money. A failure says nothing about what the provider did. */
    Uni<Acknowledged> authorise(PaymentAsk ask);

    /** Asks to give money back. A failure says nothing about what the provider did. */
    Uni<Acknowledged> refund(RefundAsk ask);

    /** Checks and reads what came in as a webhook. Compares signatures in constant time. */
    WebhookReading read(Webhook webhook, Instant now);

    /** What this provider wants to be answered when a webhook was heard; null where our own answer will do. */
    default @Nullable Receipt receipt() {
        return null;
    }

    /**
     * The provider has understood, and calls it that.
     *
     * @param actionUrl where the buyer has to do something first, if anywhere
     * @param outcome what came of it, if the provider has said so at once; such as that it refuses
     */
    record Acknowledged(
            String reference,
            @Nullable String actionUrl,
            @Nullable PaymentReport outcome) {
        /** Understood, and the buyer has nothing to do. */
        public Acknowledged(String reference) {
            this(reference, null, null);
        }

        /** Understood, and the buyer has to go there first. */
        public Acknowledged(String reference, @Nullable String actionUrl) {
            this(reference, actionUrl, null);
        }
    }

    /**
     * Asks for money.
     *
     * @param paymentId ours; the same ask again has no second effect
     * @param capture whether the money is to move at once, or only to be reserved ({@link ProviderCapability.Holds})
     * @param script for the sandbox only
     */
    record PaymentAsk(
            UUID paymentId,
            Money amount,
            Capture capture,
            @Nullable String script) {

        /** When the money moves. */
        public enum Capture {
            AT_ONCE,
            LATER
        }
    }

    /**
     * Asks to give money back.
     *
     * @param refundId ours; the same ask again has no second effect
     * @param paymentReference what the provider calls the payment
     */
    record RefundAsk(UUID refundId, UUID paymentId, String paymentReference, Money amount) {}

    /** A call on our webhook, as it came. Headers are found whatever the case of their names. */
    record Webhook(Map<String, String> headers, byte[] body) {
        public Webhook {
            var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(headers);
            headers = Collections.unmodifiableMap(anyCase);
        }

        /** A header's value, or null. */
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /** The answer to a webhook that a provider takes for heard; anything else makes it send again. Its status is 200. */
    record Receipt(String mediaType, String body) {}

    /** What a webhook says. */
    sealed interface WebhookReading {
        /** The provider's own word. */
        record Understood(PaymentReport report) implements WebhookReading {}

        /**
         * The provider's own word about a payment that it names by its own reference alone.
         *
         * @param report what it says, once we have found out which payment that is
         */
        record OfReference(String messageId, String paymentReference, Function<UUID, PaymentReport> report)
                implements WebhookReading {}

        /** Not the provider's word, or an old one: nothing it says may have an effect. */
        record Rejected(Cause cause) implements WebhookReading {}

        /** The provider's own word, which we cannot read. */
        record NotUnderstood(String messageId, String why) implements WebhookReading {}

        /** Why a webhook is turned away. */
        enum Cause {
            HEADER_MISSING,
            BAD_SIGNATURE,
            STALE
        }
    }
}
