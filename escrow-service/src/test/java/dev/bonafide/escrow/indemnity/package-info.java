@NullMarked
package dev.bonafide.escrow.indemnity;

import org.jspecify.annotations.NullMarked;
