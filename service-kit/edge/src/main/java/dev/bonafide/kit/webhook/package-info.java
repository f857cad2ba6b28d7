/** Signatures on calls that come from, or go to, parties outside the house. */
@NullMarked
package dev.bonafide.kit.webhook;

import org.jspecify.annotations.NullMarked;
