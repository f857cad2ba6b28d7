@NullMarked
package dev.bonafide.kit.start;

import org.jspecify.annotations.NullMarked;
