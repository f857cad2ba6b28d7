/** Who is calling, which doors their roles open, and what never gets past the edge. */
@NullMarked
package dev.bonafide.kit.security;

import org.jspecify.annotations.NullMarked;
