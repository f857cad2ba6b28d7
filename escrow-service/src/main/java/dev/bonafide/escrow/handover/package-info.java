/** Meeting in person: the code the buyer gives for the item, and the signed word of it where there is no network. */
@NullMarked
package dev.bonafide.escrow.handover;

import org.jspecify.annotations.NullMarked;
