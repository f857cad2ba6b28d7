package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.ledger.Causes;
import dev.bonafide.kit.idempotency.IdempotentRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets every entry that a request books say the key it came under. */
class RequestCause {

    /** Runs before the resource. A key that is not sound is refused there; here it is only not kept. */
    @ServerRequestFilter
    public void enter(ContainerRequestContext request) {
        var key = request.getHeaderString(IdempotentRequest.HEADER);
        Causes.keyed(key == null || key.isBlank() || key.length() > IdempotentRequest.KEY_LENGTH_MAX ? null : key);
    }
}
