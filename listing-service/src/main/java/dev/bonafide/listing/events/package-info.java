/** Records this service publishes and records it reads, by version. */
@NullMarked
package dev.bonafide.listing.events;

import org.jspecify.annotations.NullMarked;
