/** What an account has done, as dated facts that are only ever added to. */
@NullMarked
package dev.bonafide.identity.evidence;

import org.jspecify.annotations.NullMarked;
