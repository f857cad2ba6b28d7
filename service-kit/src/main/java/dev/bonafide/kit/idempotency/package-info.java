/** Answers a repeated request with its first answer, from the transaction that made it. */
@NullMarked
package dev.bonafide.kit.idempotency;

import org.jspecify.annotations.NullMarked;
