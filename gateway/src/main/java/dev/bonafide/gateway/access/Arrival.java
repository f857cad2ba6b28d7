package dev.bonafide.gateway.access;

import dev.bonafide.gateway.config.GatewayConfig;
import dev.bonafide.kit.id.Ids;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id and a trace, takes away what only the inside may say, and tells browsers what an answer may
 * not be used for.
 */
@ApplicationScoped
public class Arrival {

    /** Names a request in answers, problems and logs. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern SOUND_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    // Swagger UI starts from a script inside its page.
    private static final String OWN_PAGES =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; frame-ancestors 'none'";

    private final Ids ids;
    private final Optional<String> strictTransportSecurity;

    Arrival(Ids ids, GatewayConfig config) {
        this.ids = ids;
        this.strictTransportSecurity = config.strictTransportSecurity();
    }

    void onRouter(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::arrive);
    }

    /** Whether a path belongs to the technical endpoints: health, metrics, descriptions. */
    public static boolean isTechnical(String path) {
        return path.equals("/q") || path.startsWith("/q/");
    }

    private void arrive(RoutingContext context) {
        MultiMap asked = context.request().headers();
        String requestId = requestId(asked);
        asked.set(REQUEST_ID, requestId);
        if (!TraceContext.isSound(asked.get("traceparent"))) {
            asked.set("traceparent", TraceContext.begin(ThreadLocalRandom.current()));
            asked.remove("tracestate");
        }
        MultiMap answered = context.response().headers();
        answered.set(REQUEST_ID, requestId);
        answered.set("X-Content-Type-Options", "nosniff");
        answered.set("X-Frame-Options", "DENY");
        answered.set("Referrer-Policy", "no-referrer");
        answered.set("Content-Security-Policy", isTechnical(context.normalizedPath()) ? OWN_PAGES : NOTHING);
        answered.set("Cache-Control", "no-store");
        strictTransportSecurity.ifPresent(value -> answered.set("Strict-Transport-Security", value));
        context.next();
    }

    /** Repeated into documents and log lines, so only what can break neither is taken over. */
    private String requestId(MultiMap asked) {
        @Nullable String given = asked.get(REQUEST_ID);
        return given != null && SOUND_REQUEST_ID.matcher(given).matches()
                ? given
                : ids.next().toString();
    }
}
