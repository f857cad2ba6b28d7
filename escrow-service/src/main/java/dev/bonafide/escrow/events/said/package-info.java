/** The events this service promises to others, by version. */
@NullMarked
package dev.bonafide.escrow.events.said;

import org.jspecify.annotations.NullMarked;
