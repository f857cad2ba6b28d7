/** Starting, recognising and ending processes, also those whose launcher is long gone. */
@NullMarked
package dev.bonafide.launcher.process;

import org.jspecify.annotations.NullMarked;
