package dev.bonafide.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words problems in the caller's language, ties them to the request, and puts them on the wire. */
@ApplicationScoped
public class Problems {

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SOUND_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Texts texts;
    private final ObjectMapper mapper;

    Problems(Texts texts, ObjectMapper mapper) {
        this.texts = texts;
        this.mapper = mapper;
    }

    /** The problem with title, detail and a sentence for each error; one that is worded already stays as it is. */
    public Problem worded(Problem problem, Language language) {
        if (problem.isWorded()) {
            return problem;
        }
        String title = texts.find(language, "problem." + problem.code() + ".title", problem.members())
                .orElseGet(() -> texts.say(language, "problem.fallback.title"));
        String detail = texts.find(language, "problem." + problem.code() + ".detail", problem.members())
                .orElseGet(() -> texts.say(language, "problem.fallback.detail", Map.of("code", problem.code())));
        List<FieldError> errors = problem.errors().stream()
                .map(error -> error.detail() == null ? error.saying(violation(language, error)) : error)
                .toList();
        return problem.worded(title, detail, errors);
    }

    /** A sentence for a kind of violation, if the texts have one; {@code {name}} stands for an argument. */
    String violation(Language language, String code, Map<String, ?> arguments, String otherwise) {
        return texts.find(language, "violation." + code, arguments).orElse(otherwise);
    }

    /** The answer to a JAX-RS request: worded, tied to the request, with the problem's own headers. */
    public Response response(Problem problem, RoutingContext context) {
        Language language = language(context);
        Problem whole = complete(problem, context, language);
        Response.ResponseBuilder answer = Response.status(whole.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .entity(json(whole));
        whole.headers().forEach(answer::header);
        return answer.build();
    }

    /** Ends a request that never came to JAX-RS: the gateway's own routes, a token that does not verify. */
    public void end(Problem problem, RoutingContext context) {
        HttpServerResponse answer = context.response();
        if (answer.ended() || answer.headWritten()) {
            return;
        }
        Language language = language(context);
        Problem whole = complete(problem, context, language);
        answer.setStatusCode(whole.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        whole.headers().forEach(answer::putHeader);
        answer.end(json(whole));
    }

    /** The problem as it will be read: worded in that language, with the path and the id of the request. */
    public Problem complete(Problem problem, @Nullable RoutingContext context, Language language) {
        return worded(
                problem.occurring(
                        context == null ? null : context.normalizedPath(),
                        context == null ? traceId() : requestId(context)),
                language);
    }

    /** The document as JSON. */
    public String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A member of " + problem.code() + " has no JSON form", broken);
        }
    }

    /** The language the request asks for. */
    public static Language language(RoutingContext context) {
        return Language.negotiate(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private String violation(Language language, FieldError error) {
        Map<String, String> arguments = new HashMap<>();
        if (error.pointer() != null) {
            arguments.put("pointer", error.pointer());
        }
        if (error.parameter() != null) {
            arguments.put("parameter", error.parameter());
        }
        return violation(language, error.code(), arguments, texts.say(language, "violation.fallback"));
    }

    private static @Nullable String requestId(RoutingContext context) {
        @Nullable String given = context.request().getHeader(REQUEST_ID);
        // Echoed into a document and a log line: only what cannot break either.
        return given != null && SOUND_REQUEST_ID.matcher(given).matches() ? given : traceId();
    }

    private static @Nullable String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }
}
