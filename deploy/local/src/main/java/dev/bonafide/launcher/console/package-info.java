/** How the launcher speaks: progress lines, tables, ends of logs. */
@NullMarked
package dev.bonafide.launcher.console;

import org.jspecify.annotations.NullMarked;
