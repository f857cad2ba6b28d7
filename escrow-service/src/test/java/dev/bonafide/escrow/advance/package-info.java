@NullMarked
package dev.bonafide.escrow.advance;

import org.jspecify.annotations.NullMarked;
