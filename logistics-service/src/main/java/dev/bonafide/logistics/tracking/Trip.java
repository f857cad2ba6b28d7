package dev.bonafide.logistics.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed about a parcel's journey, whatever the carrier says.
 *
 * @param countsFrom observations before this instant are shown and count for nothing: they are of another journey that had
 *     the same number
 * @param destinationCity administrative code of the buyer's city, if it is known
 */
public record Trip(Instant countsFrom, @Nullable String destinationCity) {}
