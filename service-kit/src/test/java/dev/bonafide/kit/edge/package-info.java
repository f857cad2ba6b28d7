/** A service that does nothing of use, to show the edge of every service at work. */
@NullMarked
package dev.bonafide.kit.edge;

import org.jspecify.annotations.NullMarked;
