/** The HTTP conventions that resources share: versions, preferences, pages. */
@NullMarked
package dev.bonafide.kit.http;

import org.jspecify.annotations.NullMarked;
