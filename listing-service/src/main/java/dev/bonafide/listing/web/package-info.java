/** Resources, views, and the table from refusal to problem. */
@NullMarked
package dev.bonafide.listing.web;

import org.jspecify.annotations.NullMarked;
