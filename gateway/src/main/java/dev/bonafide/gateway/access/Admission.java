package dev.bonafide.gateway.access;

import dev.bonafide.gateway.limits.Allowance;
import dev.bonafide.gateway.limits.LimitKind;
import dev.bonafide.gateway.limits.RateLimits;
import dev.bonafide.gateway.proxy.Forwarder;
import dev.bonafide.gateway.routes.Route;
import dev.bonafide.gateway.routes.RouteTable;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.Problems;
import dev.bonafide.kit.resilience.CallerContext;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets a request in: there is such a path, the token verifies, the quota is not used up. Then sends it on its way. */
@ApplicationScoped
public class Admission {

    private static final Logger LOG = Logger.getLogger(Admission.class);
    /** After authentication and CORS have had their turn, before anything that answers. */
    private static final int ORDER = 100;

    private static final String CALLER = "bonafide.caller";
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    private static final String METHODS_HEADER = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final RouteTable routes;
    private final RateLimits limits;
    private final IdentityProviderManager identities;
    private final Forwarder forwarder;
    private final Traffic traffic;
    private final Problems problems;

    Admission(
            RouteTable routes,
            RateLimits limits,
            IdentityProviderManager identities,
            Forwarder forwarder,
            Traffic traffic,
            Problems problems) {
        this.routes = routes;
        this.limits = limits;
        this.identities = identities;
        this.forwarder = forwarder;
        this.traffic = traffic;
        this.problems = problems;
    }

    void onRouter(@Observes Router router) {
        router.route().order(ORDER).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        String path = context.normalizedPath();
        if (Arrival.isTechnical(path)) {
            context.next();
            return;
        }
        Optional<Route> found = routes.find(path);
        traffic.watch(context, found.map(Route::service).orElse("none"));
        if (found.isEmpty()) {
            problems.end(HttpProblems.notFound(), context);
            return;
        }
        if (!METHODS.contains(context.request().method())) {
            problems.end(HttpProblems.of(405).withHeader("Allow", METHODS_HEADER), context);
            return;
        }
        Route route = found.get();
        if (route.isOpen()) {
            if (isWithin(LimitKind.WEBHOOK, address(context), context)) {
                send(route, context);
            }
            return;
        }
        identify(route, context);
    }

    private void identify(Route route, RoutingContext context) {
        // The body must not arrive while nobody listens.
        context.request().pause();
        // Would end the request by itself, uncounted.
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .plug(CallerContext::resume)
                .subscribe()
                .with(identity -> identified(identity, route, context), failure -> unidentified(failure, context));
    }

    /** Who was let in; only for routes that need a token. */
    public static SecurityIdentity caller(RoutingContext context) {
        SecurityIdentity identity = context.get(CALLER);
        return Objects.requireNonNull(identity, "Nobody was let in");
    }

    private void identified(SecurityIdentity identity, Route route, RoutingContext context) {
        if (identity.isAnonymous()) {
            refuseStranger("Bearer", context);
            return;
        }
        context.put(CALLER, identity);
        boolean reads = context.request().method().equals(HttpMethod.GET)
                || context.request().method().equals(HttpMethod.HEAD);
        if (isWithin(reads ? LimitKind.READ : LimitKind.WRITE, subject(identity), context)) {
            send(route, context);
        }
    }

    private void unidentified(Throwable failure, RoutingContext context) {
        switch (failure) {
            case AuthenticationFailedException _, AuthenticationCompletionException _ ->
                refuseStranger("Bearer error=\"invalid_token\"", context);
            default -> {
                LOG.warnf("No token can be verified just now: %s", failure.toString());
                refuse(HttpProblems.of(503).with("part", "sign-in").withHeader("Retry-After", "2"), context);
            }
        }
    }

    /** Guessing tokens costs as much as having none. */
    private void refuseStranger(String challenge, RoutingContext context) {
        if (isWithin(LimitKind.ANONYMOUS, address(context), context)) {
            refuse(HttpProblems.of(401).withHeader("WWW-Authenticate", challenge), context);
        }
    }

    private void send(Route route, RoutingContext context) {
        if (route.isOwn()) {
            context.request().resume();
            context.next();
        } else {
            forwarder.forward(context, route.service());
        }
    }

    private boolean isWithin(LimitKind kind, String who, RoutingContext context) {
        Allowance allowance = limits.take(kind, who);
        context.response()
                .putHeader("RateLimit-Policy", allowance.policyHeader())
                .putHeader("RateLimit", allowance.header());
        if (!allowance.isGranted()) {
            refuse(
                    Problem.of(429, "RATE_LIMITED")
                            .with("policy", kind.policy())
                            .with("retryAfterSeconds", allowance.retryAfterSeconds())
                            .withHeader("Retry-After", Long.toString(allowance.retryAfterSeconds())),
                    context);
        }
        return allowance.isGranted();
    }

    /** Refuses, and lets what is left of the body run off, so that the connection can be used again. */
    private void refuse(Problem problem, RoutingContext context) {
        context.request().resume();
        problems.end(problem, context);
    }

    private static String subject(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            @Nullable String subject = token.getSubject();
            if (subject != null) {
                return subject;
            }
        }
        return identity.getPrincipal().getName();
    }

    private static String address(RoutingContext context) {
        @Nullable
        String address = context.request().remoteAddress() == null
                ? null
                : context.request().remoteAddress().hostAddress();
        return address == null ? "unknown" : address;
    }
}
