/** Whether a port is free, and if not, who has it. */
@NullMarked
package dev.bonafide.launcher.port;

import org.jspecify.annotations.NullMarked;
