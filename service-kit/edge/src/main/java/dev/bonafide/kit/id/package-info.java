/** Time-ordered identifiers (UUID version 7) on the house clock. */
@NullMarked
package dev.bonafide.kit.id;

import org.jspecify.annotations.NullMarked;
