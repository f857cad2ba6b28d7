@NullMarked
package dev.bonafide.proof.ledger;

import org.jspecify.annotations.NullMarked;
