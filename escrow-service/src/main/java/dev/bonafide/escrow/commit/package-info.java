/** Where a command gets its transaction from: one of its own, or one it shares with those that came at the same time. */
@NullMarked
package dev.bonafide.escrow.commit;

import org.jspecify.annotations.NullMarked;
