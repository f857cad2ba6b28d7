@NullMarked
package dev.bonafide.escrow.earning;

import org.jspecify.annotations.NullMarked;
