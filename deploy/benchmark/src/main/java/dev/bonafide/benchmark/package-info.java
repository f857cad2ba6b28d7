/** Programs that measure the running system and print what they found, also when it is bad. */
@NullMarked
package dev.bonafide.benchmark;

import org.jspecify.annotations.NullMarked;
