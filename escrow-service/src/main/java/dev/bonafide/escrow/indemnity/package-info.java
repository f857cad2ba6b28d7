/** What a buyer may have back for one loss, whoever pays: plain sums, so that no loss is made good twice. */
@NullMarked
package dev.bonafide.escrow.indemnity;

import org.jspecify.annotations.NullMarked;
