/** The ledger as somebody sees it who does not trust us: an export, and what it proves. */
@NullMarked
package dev.bonafide.launcher.ledger;

import org.jspecify.annotations.NullMarked;
