/** What sellers have earned: lots, reserves, payouts, receivables, statements. */
@NullMarked
package dev.bonafide.escrow.desk.seller;

import org.jspecify.annotations.NullMarked;
