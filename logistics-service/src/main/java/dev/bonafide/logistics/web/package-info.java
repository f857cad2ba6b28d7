/** The REST surface: resources, views, and the one table from refusal to problem. */
@NullMarked
package dev.bonafide.logistics.web;

import org.jspecify.annotations.NullMarked;
