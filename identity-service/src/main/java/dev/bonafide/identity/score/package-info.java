/** The credit score as a pure function of evidence, in exact integers. */
@NullMarked
package dev.bonafide.identity.score;

import org.jspecify.annotations.NullMarked;
