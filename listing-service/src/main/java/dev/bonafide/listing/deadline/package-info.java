/** Time speaking: a review that has waited too long. */
@NullMarked
package dev.bonafide.listing.deadline;

import org.jspecify.annotations.NullMarked;
