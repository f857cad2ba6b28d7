/** What happens, told to those it concerns as it happens. */
@NullMarked
package dev.bonafide.gateway.live;

import org.jspecify.annotations.NullMarked;
