@NullMarked
package dev.bonafide.proof;

import org.jspecify.annotations.NullMarked;
