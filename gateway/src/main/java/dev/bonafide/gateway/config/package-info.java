/** Typed settings of the gateway. */
@NullMarked
package dev.bonafide.gateway.config;

import org.jspecify.annotations.NullMarked;
