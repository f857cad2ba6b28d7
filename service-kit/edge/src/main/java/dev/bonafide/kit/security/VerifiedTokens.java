package dev.bonafide.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that have just been verified, by the very bytes of them: a screen asks for many things at once, each with the same
 * token, and reading and verifying it is a fifth of what a small request costs. A token is remembered for {@link #FOR}, even
 * past its end; that is within the leeway that RFC 7519, section 4.1.4 leaves for clocks that differ. See
 * docs/adr/0025-verified-tokens.md.
 */
@ApplicationScoped
class VerifiedTokens implements IdentityProvider<TokenAuthenticationRequest>, SecurityIdentityAugmentor {
    static final Duration FOR = Duration.ofSeconds(30);

    private static final int COUNT_MAX = 1_000;
    /** A token that is bound to a key of its bearer (RFC 7800) proves nothing without the rest of its request. */
    private static final String BOUND = "cnf";

    private final Cache<String, SecurityIdentity> identities;

    VerifiedTokens() {
        this(Ticker.systemTicker());
    }

    VerifiedTokens(Ticker ticker) {
        identities = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FOR)
                .maximumSize(COUNT_MAX)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Whom the token was for when it was verified; null where that is not remembered, and then it is verified. */
    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return Uni.createFrom().item(known(request));
    }

    /** Remembers whom a token was verified for; called for every identity, before its request goes on. */
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        var credential = identity.getCredential(AccessTokenCredential.class);
        if (credential != null
                && identity.getPrincipal() instanceof JsonWebToken token
                && token.<Object>getClaim(BOUND) == null) {
            identities.asMap().putIfAbsent(credential.getToken(), withoutRequest(identity));
        }
        return Uni.createFrom().item(identity);
    }

    /** Before the provider that verifies, and any other. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    private @Nullable SecurityIdentity known(TokenAuthenticationRequest request) {
        var identity = identities.getIfPresent(request.getToken().getToken());
        var context = HttpSecurityUtils.getRoutingContextAttribute(request);
        return identity == null || context == null
                ? null
                : QuarkusSecurityIdentity.builder(identity)
                        .addAttribute(RoutingContext.class.getName(), context)
                        .build();
    }

    /** Who was verified, without the request in which it was: that one ends. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addPermissions(identity.getPermissions())
                .addCredentials(identity.getCredentials())
                .build();
    }
}
