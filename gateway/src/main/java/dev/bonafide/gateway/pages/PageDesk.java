package dev.bonafide.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bonafide.gateway.config.GatewayConfig;
import dev.bonafide.gateway.proxy.Outages;
import dev.bonafide.gateway.proxy.Reply;
import dev.bonafide.gateway.proxy.ServiceClient;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks services for the parts of a page, at once where one does not need the other. */
@ApplicationScoped
public class PageDesk {

    private static final Logger LOG = Logger.getLogger(PageDesk.class);

    private final ServiceClient services;
    private final ObjectMapper mapper;
    private final GatewayConfig.Pages limits;

    PageDesk(ServiceClient services, ObjectMapper mapper, GatewayConfig config) {
        this.services = services;
        this.mapper = mapper;
        this.limits = config.pages();
    }

    /**
     * The page of a listing. Without the listing there is no page: its service's own refusal is passed on, and a service
     * that is away is 503. Everything else may be missing.
     *
     * @param asking the headers that say who asks, and in which language
     */
    public Uni<ListingPage> listing(UUID listing, MultiMap asking) {
        Uni<Part> tips = part("community", "/v1/tips?moment=VIEW&listing=" + listing, asking, limits.partLimit())
                .map(PageDesk::items);
        Uni<Main> main = main("listing", "/v1/listings/" + listing, asking)
                .chain(found -> seller(found, asking).map(seller -> new Main(found, seller)));
        return Uni.combine().all().unis(main, tips).with(PageDesk::page);
    }

    /** What the page is about, and whose it is. */
    private record Main(JsonNode listing, Part seller) {}

    private static ListingPage page(Main main, Part tips) {
        List<ListingPage.Missing> missing = new ArrayList<>();
        @Nullable JsonNode seller = shown("seller", main.seller(), missing);
        @Nullable JsonNode shownTips = shown("tips", tips, missing);
        return new ListingPage(main.listing(), seller, shownTips, missing);
    }

    private static @Nullable JsonNode shown(String name, Part part, List<ListingPage.Missing> missing) {
        return switch (part) {
            case Part.Found found -> found.content();
            case Part.Absent absent -> {
                missing.add(new ListingPage.Missing(name, absent.code()));
                yield null;
            }
        };
    }

    private Uni<Part> seller(JsonNode listing, MultiMap asking) {
        String seller = listing.path("sellerId").asText();
        try {
            return part("identity", "/v1/users/" + UUID.fromString(seller) + "/trust-card", asking, limits.partLimit());
        } catch (IllegalArgumentException noId) {
            LOG.warn("A listing came without a seller's id");
            return Uni.createFrom().item(new Part.Absent("NOT_FOUND"));
        }
    }

    private Uni<JsonNode> main(String service, String path, MultiMap asking) {
        return services.read(service, path, asking, limits.mainLimit())
                .onFailure()
                .transform(failure -> new ProblemException(unavailable(service)))
                .map(reply -> {
                    if (reply.isGood()) {
                        return json(reply);
                    }
                    throw new ProblemException(refusal(service, reply));
                });
    }

    private Uni<Part> part(String service, String path, MultiMap asking, Duration limit) {
        return services.read(service, path, asking, limit)
                .<Part>map(reply -> reply.isGood() ? new Part.Found(json(reply)) : new Part.Absent(code(reply)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("Missing from a page: %s: %s", service, failure.toString());
                    return new Part.Absent(Outages.problem(service, failure).code());
                });
    }

    /** A list is shown without its envelope: a page has no next one. */
    private static Part items(Part part) {
        return switch (part) {
            case Part.Found found ->
                found.content().path("items").isArray()
                        ? new Part.Found(found.content().path("items"))
                        : found;
            case Part.Absent absent -> absent;
        };
    }

    private Problem refusal(String service, Reply reply) {
        if (reply.status() == 404) {
            return HttpProblems.notFound();
        }
        if (reply.status() >= 400 && reply.status() < 500) {
            return Problem.of(reply.status(), code(reply));
        }
        return unavailable(service);
    }

    private static Problem unavailable(String service) {
        return HttpProblems.of(503).with("part", service).withHeader("Retry-After", "1");
    }

    private String code(Reply reply) {
        String code = json(reply).path("code").asText();
        return code.isEmpty() ? "SERVICE_UNAVAILABLE" : code;
    }

    private JsonNode json(Reply reply) {
        try {
            return mapper.readTree(reply.body().getBytes());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
