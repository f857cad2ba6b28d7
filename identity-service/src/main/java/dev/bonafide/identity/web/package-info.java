/** REST resources, their views, and the one table from refusal to problem. */
@NullMarked
package dev.bonafide.identity.web;

import org.jspecify.annotations.NullMarked;
