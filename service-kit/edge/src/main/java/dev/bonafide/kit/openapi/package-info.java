/** The description of a service's HTTP interface. */
@NullMarked
package dev.bonafide.kit.openapi;

import org.jspecify.annotations.NullMarked;
