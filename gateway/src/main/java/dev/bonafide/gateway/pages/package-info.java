/** What a screen shows in one answer, put together from several services. */
@NullMarked
package dev.bonafide.gateway.pages;

import org.jspecify.annotations.NullMarked;
