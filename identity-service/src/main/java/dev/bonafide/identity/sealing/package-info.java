/** Personal data at rest: sealed values, and keyed fingerprints that can be compared but not read. */
@NullMarked
package dev.bonafide.identity.sealing;

import org.jspecify.annotations.NullMarked;
