/** Amounts of money: never negative, exact, and strict about the JSON they are read from. */
@NullMarked
package dev.bonafide.kit.money;

import org.jspecify.annotations.NullMarked;
