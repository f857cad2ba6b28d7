/** What anybody needs to check a statement of ours without us: canonical JSON and SHA-256. Plain Java and Jackson. */
@NullMarked
package dev.bonafide.proof;

import org.jspecify.annotations.NullMarked;
