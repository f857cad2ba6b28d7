/** Rows and queries, and the one mapping between rows and stages. */
@NullMarked
package dev.bonafide.logistics.store;

import org.jspecify.annotations.NullMarked;
