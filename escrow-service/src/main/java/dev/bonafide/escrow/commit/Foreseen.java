package dev.bonafide.escrow.commit;

import dev.bonafide.kit.idempotency.AskedRequest;
import java.util.UUID;

/** What a command on an order will begin with, whatever becomes of it: the key of its request, and the order. */
public record Foreseen(AskedRequest asked, UUID order) {}
