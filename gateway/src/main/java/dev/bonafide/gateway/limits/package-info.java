/** How often somebody may ask. */
@NullMarked
package dev.bonafide.gateway.limits;

import org.jspecify.annotations.NullMarked;
