/** Deadlines as rows: created and cancelled with the state they guard, fired once in effect in order of due time. */
@NullMarked
package dev.bonafide.kit.timer;

import org.jspecify.annotations.NullMarked;
