/** Time speaking: what is done when a timer of this service is due. */
@NullMarked
package dev.bonafide.logistics.deadline;

import org.jspecify.annotations.NullMarked;
