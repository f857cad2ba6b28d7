package dev.bonafide.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.bonafide.kit.objectstore.ObjectTooLargeException;
import dev.bonafide.kit.resilience.UnavailableException;
import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where what went wrong in a request becomes a problem document. */
@ApplicationScoped
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    private final Problems problems;
    private final JsonProblems jsonProblems;
    private final ViolationProblems violationProblems;
    private final List<OutageSign> outageSigns;

    ProblemMappers(
            Problems problems,
            JsonProblems jsonProblems,
            ViolationProblems violationProblems,
            @All List<OutageSign> outageSigns) {
        this.problems = problems;
        this.jsonProblems = jsonProblems;
        this.violationProblems = violationProblems;
        this.outageSigns = outageSigns;
    }

    @ServerExceptionMapper
    Response decided(ProblemException decided, RoutingContext context) {
        return problems.response(decided.problem(), context);
    }

    /** Both types are named because Quarkus has a mapper of its own for the narrower one. */
    @ServerExceptionMapper({MismatchedInputException.class, JsonMappingException.class})
    Response mismatched(JsonMappingException mismatched, RoutingContext context) {
        return problems.response(jsonProblems.mismatched(mismatched), context);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException invalid, RoutingContext context) {
        return violationProblems
                .ofRequest(invalid, Problems.language(context))
                .map(problem -> problems.response(problem, context))
                .orElseGet(() -> unexpected(invalid, context));
    }

    @ServerExceptionMapper
    Response tooLarge(ObjectTooLargeException tooLarge, RoutingContext context) {
        return problems.response(Problem.of(413, "BODY_TOO_LARGE").with("sizeMax", tooLarge.sizeMax()), context);
    }

    @ServerExceptionMapper
    Response unavailable(UnavailableException unavailable, RoutingContext context) {
        LOG.debugf("No answer from %s: %s", unavailable.remote(), unavailable.reason());
        return problems.response(serviceUnavailable(), context);
    }

    @ServerExceptionMapper
    Response refusedByHttp(WebApplicationException refused, RoutingContext context) {
        @Nullable Throwable cause = refused.getCause();
        if (cause instanceof ProblemException decided) {
            return decided(decided, context);
        }
        if (cause instanceof JsonMappingException mismatched) {
            return mismatched(mismatched, context);
        }
        if (cause instanceof JsonProcessingException malformed) {
            return problems.response(jsonProblems.malformed(malformed), context);
        }
        int status = refused.getResponse().getStatus();
        if (status >= 500 && status != 503) {
            return unexpected(refused, context);
        }
        Problem problem = HttpProblems.of(status);
        for (String header : KEPT_HEADERS) {
            @Nullable String value = refused.getResponse().getHeaderString(header);
            if (value != null) {
                problem = problem.withHeader(header, value);
            }
        }
        if (refused instanceof NotAllowedException && !problem.headers().containsKey(HttpHeaders.ALLOW)) {
            problem = problem.withHeader(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.ofCurrentPath()));
        }
        return problems.response(problem, context);
    }

    /** Whatever nobody foresaw. The log has all of it, the client an id to ask by. */
    @ServerExceptionMapper
    Response unexpected(Throwable unexpected, RoutingContext context) {
        Optional<ProblemException> decided = causes(unexpected)
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .findFirst();
        if (decided.isPresent()) {
            return decided(decided.get(), context);
        }
        if (isOutage(unexpected)) {
            LOG.warnf(
                    "%s %s could not be served: %s",
                    context.request().method(), context.normalizedPath(), unexpected.toString());
            return problems.response(serviceUnavailable(), context);
        }
        String incident = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(unexpected, "%s in %s %s", incident, context.request().method(), context.normalizedPath());
        return problems.response(Problem.of(500, "INTERNAL").withInstance(incident), context);
    }

    private boolean isOutage(Throwable failure) {
        // Jackson's exceptions are IOExceptions, but they tell of our own code, not of the network.
        return outageSigns.stream().anyMatch(sign -> sign.tellsOfOutage(failure))
                && causes(failure).noneMatch(JacksonException.class::isInstance);
    }

    private static Problem serviceUnavailable() {
        return Problem.of(503, "SERVICE_UNAVAILABLE").withHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
