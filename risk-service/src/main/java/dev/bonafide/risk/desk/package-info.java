/** Use cases on decisions, cases and restrictions, one transaction each. */
@NullMarked
package dev.bonafide.risk.desk;

import org.jspecify.annotations.NullMarked;
