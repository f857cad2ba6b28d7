package dev.bonafide.kit.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Who is not known, and who may not: before JAX-RS and in it, with the challenge that HTTP asks for. */
@ApplicationScoped
public class SecurityProblems {

    private static final String CHALLENGE_DEFAULT = "Bearer";

    private final Problems problems;

    SecurityProblems(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper(value = {UnauthorizedException.class, AuthenticationFailedException.class})
    Uni<Response> unauthenticated(SecurityException unauthenticated, RoutingContext context) {
        return challenged(context).map(problem -> problems.response(problem, context));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden, RoutingContext context) {
        return problems.response(HttpProblems.of(403), context);
    }

    /** A token that does not verify also fails routes beside JAX-RS, such as the gateway's, where no mapper sees it. */
    void onRouter(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            switch (context.failure()) {
                case AuthenticationException _, UnauthorizedException _ ->
                    challenged(context)
                            .subscribe()
                            .with(
                                    problem -> problems.end(problem, context),
                                    _ -> problems.end(unauthenticated(CHALLENGE_DEFAULT), context));
                case ForbiddenException _ -> problems.end(HttpProblems.of(403), context);
                case null, default -> context.next();
            }
        });
    }

    private static Uni<Problem> challenged(RoutingContext context) {
        @Nullable HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(unauthenticated(CHALLENGE_DEFAULT));
        }
        return authenticator.getChallenge(context).map(challenge -> unauthenticated(header(challenge)));
    }

    private static String header(@Nullable ChallengeData challenge) {
        if (challenge == null) {
            return CHALLENGE_DEFAULT;
        }
        return challenge.getHeaders().entrySet().stream()
                .filter(header -> HttpHeaders.WWW_AUTHENTICATE.equalsIgnoreCase(
                        header.getKey().toString()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(CHALLENGE_DEFAULT);
    }

    private static Problem unauthenticated(String challenge) {
        return HttpProblems.of(401).withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
