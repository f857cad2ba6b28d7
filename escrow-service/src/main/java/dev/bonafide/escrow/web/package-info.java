/** The REST surface: resources, views, and the one table from a refusal to a problem. */
@NullMarked
package dev.bonafide.escrow.web;

import org.jspecify.annotations.NullMarked;
