/** Every error a client sees, as one RFC 9457 document made in one place. */
@NullMarked
package dev.bonafide.kit.problem;

import org.jspecify.annotations.NullMarked;
