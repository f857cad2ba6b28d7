/** Records that a consumer could not take: listing, reading and sending them again. */
@NullMarked
package dev.bonafide.launcher.deadletter;

import org.jspecify.annotations.NullMarked;
