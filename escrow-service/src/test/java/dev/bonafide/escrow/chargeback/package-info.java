@NullMarked
package dev.bonafide.escrow.chargeback;

import org.jspecify.annotations.NullMarked;
