/** What must be on the disk before anything can start: servers from the package registry, built services, AOT caches. */
@NullMarked
package dev.bonafide.launcher.stack;

import org.jspecify.annotations.NullMarked;
