/** The catalogue of features, and the values a judgement sees. Plain Java. */
@NullMarked
package dev.bonafide.risk.feature;

import org.jspecify.annotations.NullMarked;
