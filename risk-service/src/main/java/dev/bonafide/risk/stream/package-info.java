/** The Kafka Streams topology: events become facts, facts visit subjects, the actor's account judges. */
@NullMarked
package dev.bonafide.risk.stream;

import org.jspecify.annotations.NullMarked;
