package dev.bonafide.benchmark.escrow;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Access tokens as the realm issues them, signed with a key of the benchmark's own, so that no Keycloak takes part. */
public final class SignedTokens {
    private static final String ISSUER = "https://id.bonafide.test/realms/bonafide";
    private static final String AUDIENCE = "bonafide-api";
    private static final Duration LIFETIME = Duration.ofHours(3);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    public SignedTokens() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** Settings with which a service trusts these tokens and no others. */
    public List<String> settings() {
        return List.of(
                "-Dquarkus.oidc.auth-server-url=",
                "-Dquarkus.oidc.public-key="
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                "-Dquarkus.oidc.client-id=" + AUDIENCE,
                "-Dquarkus.oidc.token.issuer=" + ISSUER,
                "-Dquarkus.oidc.token.audience=" + AUDIENCE);
    }

    /** A token of a member. */
    public String member(UUID account) throws GeneralSecurityException {
        return of(account, "member");
    }

    /** A token of somebody with that role. */
    public String of(UUID account, String role) throws GeneralSecurityException {
        var now = Instant.now();
        var claims = """
                {"iss":"%s","aud":"%s","sub":"%s","typ":"Bearer","preferred_username":"benchmark",\
                "realm_access":{"roles":["%s"]},"iat":%d,"exp":%d}""".formatted(
                        ISSUER,
                        AUDIENCE,
                        account,
                        role,
                        now.getEpochSecond(),
                        now.plus(LIFETIME).getEpochSecond());
        var content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"benchmark\"}") + '.' + encoded(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + '.' + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
