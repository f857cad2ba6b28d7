package dev.bonafide.logistics.carrier;

import dev.bonafide.logistics.shipment.NumberFormat;
import dev.bonafide.logistics.tracking.CarrierEvent;
import dev.bonafide.logistics.tracking.CarrierMap;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A company that moves parcels. It reports by webhook, late, twice or out of order, and what it reports says nothing
 * until its proof has been checked.
 */
public interface Carrier {

    /** The code in requests, rows and events, such as {@code SANDBOX}. */
    String code();

    /** Whether parcels can be sent with it in this installation. */
    boolean isOffered();

    /** How its tracking numbers look. */
    NumberFormat numberFormat();

    /** How its codes read in ours. */
    CarrierMap map();

    /** Asks to be told of the parcel from now on. Part of the caller's transaction. */
    Uni<Void> subscribe(Mutiny.Session session, Subscription subscription, Instant now);

    /** Asks to hear no more of the parcel. Part of the caller's transaction. */
    Uni<Void> unsubscribe(Mutiny.Session session, UUID shipmentId);

    /** Checks that a webhook is the carrier's own word, and a fresh one. Compares in constant time. */
    Check check(Webhook webhook, Instant now);

    /** Reads what a checked webhook says. Depends on the bytes alone. */
    Reading read(byte[] body);

    /**
     * What the carrier should tell us of.
     *
     * @param destinationCity where it goes, if that is known
     */
    record Subscription(
            UUID shipmentId, String number, @Nullable String destinationCity) {}

    /** A call on our webhook, as it came. */
    record Webhook(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body) {}

    /** Whether a webhook is genuine. */
    sealed interface Check {
        /** The carrier's own word; {@code messageId} is the same when it is sent again. */
        record Genuine(String messageId) implements Check {}

        /** Nothing it says may have an effect. */
        record Rejected(Cause cause) implements Check {}

        /** Why a webhook is turned away. */
        enum Cause {
            HEADER_MISSING,
            BAD_SIGNATURE,
            STALE
        }
    }

    /** What a webhook says. */
    sealed interface Reading {
        /** Events in the carrier's own words; {@code skipped} counts those that lack what makes an event. */
        record Understood(List<CarrierEvent> events, int skipped) implements Reading {}

        /** Nothing we can read. */
        record NotUnderstood() implements Reading {}
    }
}
