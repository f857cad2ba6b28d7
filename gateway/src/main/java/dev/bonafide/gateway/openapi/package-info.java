/** The descriptions of all services as one document. */
@NullMarked
package dev.bonafide.gateway.openapi;

import org.jspecify.annotations.NullMarked;
