/** The way of a request to a service and of the answer back, streamed. */
@NullMarked
package dev.bonafide.gateway.proxy;

import org.jspecify.annotations.NullMarked;
