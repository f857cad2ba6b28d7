/** Typed settings. */
@NullMarked
package dev.bonafide.dispute.config;

import org.jspecify.annotations.NullMarked;
