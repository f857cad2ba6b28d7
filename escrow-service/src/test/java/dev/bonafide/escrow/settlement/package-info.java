@NullMarked
package dev.bonafide.escrow.settlement;

import org.jspecify.annotations.NullMarked;
