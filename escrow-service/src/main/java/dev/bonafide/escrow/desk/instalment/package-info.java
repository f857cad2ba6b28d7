/** Instalment plans: opening, collecting, ending. */
@NullMarked
package dev.bonafide.escrow.desk.instalment;

import org.jspecify.annotations.NullMarked;
