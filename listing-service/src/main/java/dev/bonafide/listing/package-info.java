/** What is for sale, and who may buy it now. */
@NullMarked
package dev.bonafide.listing;

import org.jspecify.annotations.NullMarked;
