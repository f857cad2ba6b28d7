/** Rows of notices and of what is known of people, sellers and listings. */
@NullMarked
package dev.bonafide.community.store;

import org.jspecify.annotations.NullMarked;
