/** Typed settings. */
@NullMarked
package dev.bonafide.risk.config;

import org.jspecify.annotations.NullMarked;
