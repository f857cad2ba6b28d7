/** The chain that seals the entries of the ledger, its export, and the verifier that names the first thing wrong in it. */
@NullMarked
package dev.bonafide.proof.ledger;

import org.jspecify.annotations.NullMarked;
