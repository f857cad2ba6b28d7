package dev.bonafide.identity.web;

import dev.bonafide.identity.desk.AccountDesk;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.text.Language;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Whoever calls with a verified token has an account from then on. */
@ApplicationScoped
public class FirstSight {

    private static final String API = "/v1/";

    private final AccountDesk desk;
    private final Caller caller;

    FirstSight(AccountDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** Registers the caller before anything else is done for them. */
    @ServerRequestFilter
    public Uni<Void> register(ContainerRequestContext request) {
        if (caller.isAnonymous() || !request.getUriInfo().getPath().startsWith(API)) {
            return Uni.createFrom().voidItem();
        }
        return desk.seen(caller.accountId(), language(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Who does not say what they read is taken for a reader of Chinese, as most here are. */
    private static Language language(@Nullable String accepted) {
        return accepted == null || accepted.isBlank() || accepted.strip().equals("*")
                ? Language.CHINESE
                : Language.negotiate(accepted);
    }
}
