/** Rows, and the one place where a row becomes a stage. */
@NullMarked
package dev.bonafide.dispute.store;

import org.jspecify.annotations.NullMarked;
