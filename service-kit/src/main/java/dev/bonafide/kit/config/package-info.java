/** Typed settings every service shares. */
@NullMarked
package dev.bonafide.kit.config;

import org.jspecify.annotations.NullMarked;
