/** Typed settings: the policy new orders are placed under, and where the outside world finds us. */
@NullMarked
package dev.bonafide.escrow.config;

import org.jspecify.annotations.NullMarked;
