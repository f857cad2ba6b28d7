/** What this service reads of the events of others, no more fields than it needs. */
@NullMarked
package dev.bonafide.escrow.events.heard;

import org.jspecify.annotations.NullMarked;
