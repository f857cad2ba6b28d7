/** What is remembered about an account, a listing or a model, bounded in size. Plain Java. */
@NullMarked
package dev.bonafide.risk.subject;

import org.jspecify.annotations.NullMarked;
