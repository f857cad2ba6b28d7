/** Typed settings. */
@NullMarked
package dev.bonafide.listing.config;

import org.jspecify.annotations.NullMarked;
