package dev.bonafide.kit.text;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says things in the language that the caller of the current request asked for; English outside of a request. */
@ApplicationScoped
public class Speech {

    private final Texts texts;
    private final CurrentVertxRequest request;

    Speech(Texts texts, CurrentVertxRequest request) {
        this.texts = texts;
        this.request = request;
    }

    /** The language negotiated for the current request. */
    public Language language() {
        @Nullable RoutingContext context = current();
        return Language.negotiate(context == null ? null : context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The text of that key in the caller's language. */
    public String say(String key, Map<String, ?> arguments) {
        return texts.say(language(), key, arguments);
    }

    private @Nullable RoutingContext current() {
        try {
            return request.getCurrent();
        } catch (ContextNotActiveException outside) {
            return null;
        }
    }
}
