package dev.bonafide.dispute.dispute;

import java.time.Duration;

/**
 * The times and numbers the rules go by.
 *
 * @param deliveryWithin a parcel is expected at the latest this long after dispatch
 * @param notReceivedWindow how long a parcel that should have come can be claimed as not received
 * @param damagedWindow how long after delivery damage can be claimed as such
 * @param assignWithin how soon a case has an arbiter
 * @param payWithin how soon the money follows a ruling
 * @param evidenceItemsMax most pieces of evidence of one side
 */
public record Policy(
        Duration deliveryWithin,
        Duration notReceivedWindow,
        Duration damagedWindow,
        Duration assignWithin,
        Duration payWithin,
        int evidenceItemsMax) {}
