/** Resources, views, and the table from refusal to problem. */
@NullMarked
package dev.bonafide.dispute.web;

import org.jspecify.annotations.NullMarked;
