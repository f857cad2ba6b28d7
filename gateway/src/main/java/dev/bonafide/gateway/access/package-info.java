/** What every request meets before it goes anywhere: its id, its caller, the rules of browsers. */
@NullMarked
package dev.bonafide.gateway.access;

import org.jspecify.annotations.NullMarked;
