@NullMarked
package dev.bonafide.escrow.instalment;

import org.jspecify.annotations.NullMarked;
