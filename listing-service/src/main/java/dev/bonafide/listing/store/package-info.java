/** Rows, queries, and the one mapping between a row and a stage. */
@NullMarked
package dev.bonafide.listing.store;

import org.jspecify.annotations.NullMarked;
