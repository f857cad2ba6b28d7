/** Paying in parts: who may, the plan, what becomes of each part, and what a refund does to it. Plain rules. */
@NullMarked
package dev.bonafide.escrow.instalment;

import org.jspecify.annotations.NullMarked;
