@NullMarked
package dev.bonafide.escrow.ledger;

import org.jspecify.annotations.NullMarked;
