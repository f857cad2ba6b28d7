package dev.bonafide.gateway.proxy;

import dev.bonafide.gateway.config.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The services behind the gateway, each with its own connections. */
@ApplicationScoped
public class Backends {

    private static final int SECONDS_KEPT_IDLE = 30;

    private final Map<String, Backend> backends = new TreeMap<>();

    Backends(GatewayConfig config, Vertx vertx) {
        config.services().forEach((name, service) -> {
            HttpClientOptions options = new HttpClientOptions()
                    .setDefaultHost(service.url().getHost())
                    .setDefaultPort(port(service))
                    .setSsl("https".equals(service.url().getScheme()))
                    .setConnectTimeout((int) service.connectLimit().toMillis())
                    .setKeepAliveTimeout(SECONDS_KEPT_IDLE)
                    .setTcpNoDelay(true)
                    .setDecompressionSupported(false);
            PoolOptions pool = new PoolOptions().setHttp1MaxSize(service.connectionsMax());
            backends.put(
                    name,
                    new Backend(
                            name,
                            service.url(),
                            vertx.createHttpClient(options, pool),
                            service.connectLimit(),
                            service.answerLimit()));
        });
    }

    /** The service of that name. */
    public Backend backend(String service) {
        return Objects.requireNonNull(backends.get(service), () -> "No such service: " + service);
    }

    /** The names of all services, in alphabetical order. */
    public SortedSet<String> names() {
        return new TreeSet<>(backends.keySet());
    }

    private static int port(GatewayConfig.Service service) {
        if (service.url().getPort() > 0) {
            return service.url().getPort();
        }
        return "https".equals(service.url().getScheme()) ? 443 : 80;
    }
}
