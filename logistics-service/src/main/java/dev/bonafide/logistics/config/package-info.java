/** Typed settings, and the parts that are put together from them. */
@NullMarked
package dev.bonafide.logistics.config;

import org.jspecify.annotations.NullMarked;
