/** What an account may do, by a versioned policy. */
@NullMarked
package dev.bonafide.identity.right;

import org.jspecify.annotations.NullMarked;
