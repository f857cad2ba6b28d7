/** Files by the hash of their content, encrypted at rest, handed out by links that expire. */
@NullMarked
package dev.bonafide.kit.objectstore;

import org.jspecify.annotations.NullMarked;
