@NullMarked
package dev.bonafide.escrow;

import org.jspecify.annotations.NullMarked;
