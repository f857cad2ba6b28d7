/** Rules as data: read from versioned files, checked against the catalogue, tested by their own examples, evaluated in CEL. */
@NullMarked
package dev.bonafide.risk.rule;

import org.jspecify.annotations.NullMarked;
