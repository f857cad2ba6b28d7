/** What the gateway says about itself. */
@NullMarked
package dev.bonafide.gateway.health;

import org.jspecify.annotations.NullMarked;
