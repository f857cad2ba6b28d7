/** Where one installation keeps its data, secrets, logs and records of running processes. */
@NullMarked
package dev.bonafide.launcher.home;

import org.jspecify.annotations.NullMarked;
