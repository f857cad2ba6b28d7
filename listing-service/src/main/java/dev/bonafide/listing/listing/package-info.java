/** The stages of a listing and the one table of what each command does in each of them. Plain Java. */
@NullMarked
package dev.bonafide.listing.listing;

import org.jspecify.annotations.NullMarked;
