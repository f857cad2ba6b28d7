/** Who is registered, and how far each account is trusted. */
@NullMarked
package dev.bonafide.identity.account;

import org.jspecify.annotations.NullMarked;
