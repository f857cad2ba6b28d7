/** Which service answers for which path. Plain Java. */
@NullMarked
package dev.bonafide.gateway.routes;

import org.jspecify.annotations.NullMarked;
