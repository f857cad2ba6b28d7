/** Verdicts on listings and orders, with reasons, and the people who look where a rule is not sure. */
@NullMarked
package dev.bonafide.risk;

import org.jspecify.annotations.NullMarked;
