/** What a person reads, in English and in Chinese. */
@NullMarked
package dev.bonafide.kit.text;

import org.jspecify.annotations.NullMarked;
