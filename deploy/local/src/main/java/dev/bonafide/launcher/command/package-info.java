/** What a person can type, one class per command. */
@NullMarked
package dev.bonafide.launcher.command;

import org.jspecify.annotations.NullMarked;
