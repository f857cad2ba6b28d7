/** Finds attempts to lead a buyer off the platform in a text, whatever it is disguised as. Plain Java. */
@NullMarked
package dev.bonafide.risk.screening;

import org.jspecify.annotations.NullMarked;
