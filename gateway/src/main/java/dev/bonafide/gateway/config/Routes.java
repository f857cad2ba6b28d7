package dev.bonafide.gateway.config;

import dev.bonafide.gateway.routes.Route;
import dev.bonafide.gateway.routes.RouteTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the table of routes from configuration. */
@ApplicationScoped
public class Routes {

    private static final List<Route> OWN =
            List.of(new Route("/v1/pages", Route.GATEWAY, false), new Route("/v1/live", Route.GATEWAY, false));
    private static final Route CLOCK = new Route("/v1/sandbox/clock", Route.GATEWAY, false);

    /** The table; a route to a service nobody described stops the start. */
    @Produces
    @Singleton
    public RouteTable table(
            GatewayConfig config, @ConfigProperty(name = "bonafide.sandbox", defaultValue = "false") boolean sandbox) {
        List<Route> routes = new ArrayList<>(OWN);
        if (sandbox) {
            routes.add(CLOCK);
        }
        config.routes().forEach((name, route) -> {
            if (!config.services().containsKey(route.service())) {
                throw new IllegalStateException("Route " + name + " leads to no known service: " + route.service());
            }
            if (sandbox || !route.sandboxOnly()) {
                routes.add(new Route(route.path(), route.service(), route.open()));
            }
        });
        return new RouteTable(routes);
    }
}
