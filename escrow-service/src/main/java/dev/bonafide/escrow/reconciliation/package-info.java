/** The provider's word against our books, line by line. */
@NullMarked
package dev.bonafide.escrow.reconciliation;

import org.jspecify.annotations.NullMarked;
