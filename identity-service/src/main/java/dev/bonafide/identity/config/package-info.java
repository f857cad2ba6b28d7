/** Typed settings of this service. */
@NullMarked
package dev.bonafide.identity.config;

import org.jspecify.annotations.NullMarked;
