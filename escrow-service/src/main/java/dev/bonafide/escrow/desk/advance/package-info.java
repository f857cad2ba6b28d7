/** Advances from the compensation pool, and what two people must approve. */
@NullMarked
package dev.bonafide.escrow.desk.advance;

import org.jspecify.annotations.NullMarked;
