/** Who people are to each other on this marketplace: what they have proven, what they have done, and what follows from it. */
@NullMarked
package dev.bonafide.identity;

import org.jspecify.annotations.NullMarked;
