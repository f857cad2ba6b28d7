/** What a start does and what it leaves for later: a service is there as soon as it can answer. */
@NullMarked
package dev.bonafide.kit.start;

import org.jspecify.annotations.NullMarked;
