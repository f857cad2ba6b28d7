/** What the proofs and the evidence of an account amount to: level, score, rights, and the card others see. Plain Java. */
@NullMarked
package dev.bonafide.identity.standing;

import org.jspecify.annotations.NullMarked;
