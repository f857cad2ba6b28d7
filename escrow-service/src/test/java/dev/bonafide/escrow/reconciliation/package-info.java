@NullMarked
package dev.bonafide.escrow.reconciliation;

import org.jspecify.annotations.NullMarked;
