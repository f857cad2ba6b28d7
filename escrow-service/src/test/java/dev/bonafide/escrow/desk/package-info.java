@NullMarked
package dev.bonafide.escrow.desk;

import org.jspecify.annotations.NullMarked;
