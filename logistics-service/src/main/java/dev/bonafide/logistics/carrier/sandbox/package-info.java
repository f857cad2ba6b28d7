/** The sandbox's carrier: a scripted company that reports by real webhooks, late, twice or out of order if asked to. */
@NullMarked
package dev.bonafide.logistics.carrier.sandbox;

import org.jspecify.annotations.NullMarked;
