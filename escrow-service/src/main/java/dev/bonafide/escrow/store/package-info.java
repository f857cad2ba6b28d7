/** Rows and queries, and the one mapping between a row and a stage. */
@NullMarked
package dev.bonafide.escrow.store;

import org.jspecify.annotations.NullMarked;
