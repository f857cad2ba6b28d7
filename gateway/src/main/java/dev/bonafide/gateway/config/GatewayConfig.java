package dev.bonafide.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where requests go and what bounds them on the way. Durations are machine time. */
@ConfigMapping(prefix = "bonafide.gateway")
public interface GatewayConfig {

    /** The services behind the gateway by name. */
    Map<String, Service> services();

    /** The routes by a name that only tells them apart. */
    Map<String, PathRoute> routes();

    /** The most bytes of a request body. */
    @WithDefault("20971520")
    long bodyBytesMax();

    /** The longest a client may take to send a request in whole. */
    @WithDefault("60s")
    Duration sendingLimit();

    /** The value of {@code Strict-Transport-Security}; absent where something in front ends TLS and says it. */
    Optional<String> strictTransportSecurity();

    /** The longest the descriptions of the services are remembered when all of them answered. */
    @WithDefault("5m")
    Duration openapiKept();

    Pages pages();

    /** One service. */
    interface Service {
        /** Scheme, host and port. */
        URI url();

        /** The longest from a request that is sent in whole to the head of the answer. */
        @WithDefault("10s")
        Duration answerLimit();

        /** The longest to reach it at all; a request may try twice within a second. */
        @WithDefault("400ms")
        Duration connectLimit();

        /** Connections kept at most. */
        @WithDefault("128")
        int connectionsMax();
    }

    /** One route. */
    interface PathRoute {
        /** The path and everything below it; of several that fit, the longest wins. */
        String path();

        /** Name of the service. */
        String service();

        /** Whether it needs no token, because the service checks a signature instead. */
        @WithDefault("false")
        boolean open();

        /** Whether it is there only in a sandbox. */
        @WithDefault("false")
        boolean sandboxOnly();
    }

    /** How long a composed view waits for its parts. */
    interface Pages {
        /** For what the page is about. */
        @WithDefault("3s")
        Duration mainLimit();

        /** For what may be missing. */
        @WithDefault("800ms")
        Duration partLimit();
    }
}
