/**
 * What the adapters to real providers share: calls that never hold up an event loop, HTTP within bounds, keys, our ids and
 * exact amounts in a provider's spelling. Nothing here knows a provider.
 */
@NullMarked
package dev.bonafide.escrow.payment.remote;

import org.jspecify.annotations.NullMarked;
