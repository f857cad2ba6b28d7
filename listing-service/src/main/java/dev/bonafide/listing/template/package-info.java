/** What a listing of a category must say and show, as versioned data. Plain Java. */
@NullMarked
package dev.bonafide.listing.template;

import org.jspecify.annotations.NullMarked;
