/** Rows and queries of the decision log, cases, restrictions and policies. */
@NullMarked
package dev.bonafide.risk.store;

import org.jspecify.annotations.NullMarked;
