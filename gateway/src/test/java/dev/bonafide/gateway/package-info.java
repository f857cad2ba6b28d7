/** The gateway against real sockets, real Kafka and scripted services. */
@NullMarked
package dev.bonafide.gateway;

import org.jspecify.annotations.NullMarked;
