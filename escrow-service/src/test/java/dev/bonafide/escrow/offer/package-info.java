@NullMarked
package dev.bonafide.escrow.offer;

import org.jspecify.annotations.NullMarked;
