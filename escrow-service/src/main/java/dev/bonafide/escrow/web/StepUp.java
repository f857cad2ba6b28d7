package dev.bonafide.escrow.web;

import dev.bonafide.escrow.config.PayoutPolicyConfig;
import dev.bonafide.escrow.store.PayoutAccounts.Authentication;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonNumber;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a fresh and strong authentication (RFC 9470) before something that a stolen token must not be enough for. Its
 * age is measured on the machine's clock, by which the identity provider lives, also where business time was moved.
 */
@RequestScoped
class StepUp {
    private static final List<String> SECOND_FACTOR = List.of("2");
    private static final List<String> PASSWORD_WILL_DO = List.of("2", "1");
    /** Clocks of two machines never agree entirely. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final SecurityIdentity identity;
    private final BusinessClock clock;
    private final List<String> acrValues;
    private final Duration maxAge;

    StepUp(SecurityIdentity identity, BusinessClock clock, PayoutPolicyConfig config, KitConfig kit) {
        this.identity = identity;
        this.clock = clock;
        this.acrValues = config.stepUp().acrValues().orElse(kit.sandbox() ? PASSWORD_WILL_DO : SECOND_FACTOR);
        this.maxAge = config.stepUp().maxAge();
    }

    /** How the caller was authenticated; 401 {@code INSUFFICIENT_USER_AUTHENTICATION} if that is too weak or too old. */
    Authentication required() {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && token.<Object>getClaim("acr") instanceof String acr
                && acrValues.contains(acr)) {
            var at = time(token.<Object>getClaim("auth_time"));
            if (at != null && isFresh(at)) {
                return new Authentication(acr, at);
            }
        }
        throw new ProblemException(insufficient());
    }

    private boolean isFresh(Instant at) {
        var now = clock.machineInstant();
        return !at.isBefore(now.minus(maxAge)) && !at.isAfter(now.plus(SKEW));
    }

    private Problem insufficient() {
        var values = String.join(" ", acrValues);
        return Problem.of(401, "INSUFFICIENT_USER_AUTHENTICATION")
                .with("acrValues", acrValues)
                .with("maxAge", maxAge.toSeconds())
                .withHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_user_authentication\", "
                                + "error_description=\"A fresh and stronger authentication is needed\", "
                                + "acr_values=\"" + values + "\", max_age=\"" + maxAge.toSeconds() + "\"");
    }

    private static @Nullable Instant time(@Nullable Object claim) {
        return switch (claim) {
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case JsonNumber seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> null;
        };
    }
}
