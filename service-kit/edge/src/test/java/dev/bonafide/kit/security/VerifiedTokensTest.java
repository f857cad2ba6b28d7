package dev.bonafide.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A token is verified, remembered by its very bytes for a moment, and verified again. */
class VerifiedTokensTest {
    private static final String TOKEN = "header.claims.signature";
    private static final AuthenticationRequestContext NOTHING_BLOCKS = _ -> {
        throw new AssertionError("Nothing blocks here");
    };

    private final AtomicLong nanos = new AtomicLong();
    private final VerifiedTokens tokens = new VerifiedTokens(nanos::get);
    private final RoutingContext first = request();
    private final RoutingContext second = request();

    @Test
    void whoWasVerifiedIsKnownInTheNextRequest() {
        assertThat(known(TOKEN, first)).isNull();
        verify(TOKEN, Map.of());

        var again = known(TOKEN, second);
        assertThat(again).isNotNull();
        assertThat(again.getPrincipal().getName()).isEqualTo("alice");
        assertThat(again.getRoles()).containsExactly("member");
        assertThat(again.<RoutingContext>getAttribute(RoutingContext.class.getName()))
                .isSameAs(second);
    }

    @Test
    void anotherTokenIsVerified() {
        verify(TOKEN, Map.of());
        assertThat(known(TOKEN.replace('e', 'f'), second)).isNull();
        assertThat(known(TOKEN + " ", second)).isNull();
    }

    @Test
    void afterAMomentItIsVerifiedAgainHoweverOftenItCame() {
        verify(TOKEN, Map.of());
        pass(VerifiedTokens.FOR.minusMillis(1));
        assertThat(known(TOKEN, second)).isNotNull();
        verify(TOKEN, Map.of());
        pass(Duration.ofMillis(1));
        assertThat(known(TOKEN, second)).isNull();
    }

    @Test
    void aTokenBoundToAKeyIsVerifiedWithEachRequest() {
        verify(TOKEN, Map.of("cnf", Map.of("jkt", "thumbprint")));
        assertThat(known(TOKEN, second)).isNull();
    }

    @Test
    void whoHasNoTokenIsNotRemembered() {
        var nobody = QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        assertThat(tokens.augment(nobody, NOTHING_BLOCKS).await().indefinitely())
                .isSameAs(nobody);
    }

    private void verify(String token, Map<String, Object> claims) {
        var told = new JwtClaims();
        told.setClaim("preferred_username", "alice");
        claims.forEach(told::setClaim);
        var credential = new AccessTokenCredential(token);
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new OidcJwtCallerPrincipal(told, credential))
                .addRoles(Set.of("member"))
                .addCredential(credential)
                .addAttribute(RoutingContext.class.getName(), first)
                .build();
        assertThat(tokens.augment(identity, NOTHING_BLOCKS).await().indefinitely())
                .isSameAs(identity);
    }

    private @Nullable SecurityIdentity known(String token, RoutingContext context) {
        var request = new TokenAuthenticationRequest(new AccessTokenCredential(token));
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return tokens.authenticate(request, NOTHING_BLOCKS).await().indefinitely();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static RoutingContext request() {
        return (RoutingContext) Proxy.newProxyInstance(
                VerifiedTokensTest.class.getClassLoader(), new Class<?>[] {RoutingContext.class}, (_, _, _) -> null);
    }
}
