package dev.bonafide.gateway.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.gateway.config.GatewayConfig;
import dev.bonafide.gateway.proxy.Backends;
import dev.bonafide.gateway.proxy.ServiceClient;
import dev.bonafide.gateway.routes.Route;
import dev.bonafide.gateway.routes.RouteTable;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problems;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.mutiny.Uni;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code GET /q/openapi}: the descriptions of all services as one, asked anew from time to time. */
@ApplicationScoped
public class OpenApiRoute {

    private static final Logger LOG = Logger.getLogger(OpenApiRoute.class);
    private static final String DESCRIPTION = "/q/openapi?format=json";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration KEPT_INCOMPLETE = Duration.ofSeconds(2);

    private record Kept(String json, Instant until) {}

    private record Described(String service, @Nullable ObjectNode description) {}

    private final Backends backends;
    private final ServiceClient client;
    private final RouteTable routes;
    private final ObjectMapper mapper;
    private final OpenApiDocumentService own;
    private final Clock clock;
    private final Problems problems;
    private final String version;
    private final Duration keptComplete;
    private volatile @Nullable Kept kept;

    OpenApiRoute(
            Backends backends,
            ServiceClient client,
            RouteTable routes,
            ObjectMapper mapper,
            OpenApiDocumentService own,
            Clock clock,
            Problems problems,
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "0") String version) {
        this.backends = backends;
        this.client = client;
        this.routes = routes;
        this.mapper = mapper;
        this.own = own;
        this.clock = clock;
        this.problems = problems;
        this.keptComplete = config.openapiKept();
        this.version = version;
    }

    void onRouter(@Observes Router router) {
        router.get("/q/openapi").order(0).handler(this::serve);
        router.get("/q/openapi.json").order(0).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        document().subscribe().with(json -> answer(json, context), failure -> {
            LOG.error("No description", failure);
            problems.end(HttpProblems.of(500), context);
        });
    }

    private static void answer(String json, RoutingContext context) {
        context.response().putHeader("Content-Type", "application/json").end(json);
    }

    private Uni<String> document() {
        @Nullable Kept present = kept;
        if (present != null && clock.instant().isBefore(present.until())) {
            return Uni.createFrom().item(present.json());
        }
        List<Uni<Described>> asked = backends.names().stream().map(this::ask).toList();
        return Uni.join().all(asked).andFailFast().map(this::merge);
    }

    private Uni<Described> ask(String service) {
        return client.ask(HttpMethod.GET, service, DESCRIPTION, MultiMap.caseInsensitiveMultiMap(), PATIENCE)
                .map(reply -> new Described(
                        service, reply.isGood() ? read(reply.body().getBytes()) : null))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("Not described: %s", failure.toString());
                    return new Described(service, null);
                });
    }

    private String merge(List<Described> described) {
        OpenApiMerge merge = new OpenApiMerge(routes);
        List<String> missing = new ArrayList<>();
        @Nullable ObjectNode ourselves = read(own.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
        if (ourselves != null) {
            merge.add(Route.GATEWAY, ourselves);
        }
        for (Described one : described) {
            if (one.description() == null) {
                missing.add(one.service());
            } else {
                merge.add(one.service(), one.description());
            }
        }
        String json = merge.whole(version, missing).toString();
        kept = new Kept(json, clock.instant().plus(missing.isEmpty() ? keptComplete : KEPT_INCOMPLETE));
        return json;
    }

    private @Nullable ObjectNode read(byte[] json) {
        try {
            return mapper.readTree(json) instanceof ObjectNode object ? object : null;
        } catch (IOException notJson) {
            LOG.warnf("A description is not JSON: %s", notJson.getMessage());
            return null;
        }
    }
}
