@NullMarked
package dev.bonafide.escrow.terms;

import org.jspecify.annotations.NullMarked;
