package dev.bonafide.kit.edge;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A route beside JAX-RS, as the gateway has them. */
@ApplicationScoped
class PlainRoute {
    void onRouter(@Observes Router router) {
        router.get("/plain").handler(context -> context.end("here"));
    }
}
