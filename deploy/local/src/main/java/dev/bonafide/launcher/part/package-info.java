/** The parts of the house: three servers and eight services, with their ports, addresses and environment. */
@NullMarked
package dev.bonafide.launcher.part;

import org.jspecify.annotations.NullMarked;
