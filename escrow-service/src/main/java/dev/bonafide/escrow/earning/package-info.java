/** What sellers have earned and what they owe: lots, reserve, receivables, and the order in which they are used. */
@NullMarked
package dev.bonafide.escrow.earning;

import org.jspecify.annotations.NullMarked;
