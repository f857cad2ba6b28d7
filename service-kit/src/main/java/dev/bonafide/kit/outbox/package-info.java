/** Events waiting to leave: appended in the business transaction, carried to Kafka by the relay in order per aggregate. */
@NullMarked
package dev.bonafide.kit.outbox;

import org.jspecify.annotations.NullMarked;
