package dev.bonafide.escrow.payment.stripe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The account at Stripe. Secrets come from the environment; without them Stripe is not offered. */
@ConfigMapping(prefix = StripeConfig.PREFIX)
public interface StripeConfig {
    /** What all names begin with. */
    String PREFIX = "bonafide.payment.stripe";

    /** The key of the API, {@code sk_…} or better a restricted {@code rk_…}. */
    Optional<String> secretKey();

    /** The signing secrets of the webhook endpoint, {@code whsec_…}; two while one replaces the other. */
    Optional<List<String>> webhookSecrets();

    /** The marketplace's page with Stripe's script, to which the buyer is sent; gets the client secret in its fragment. */
    Optional<String> checkoutUrl();

    /** Where the API is. */
    @WithDefault("https://api.stripe.com")
    String apiBase();

    /** How long a card's issuer keeps an amount reserved where the charge does not say. */
    @WithDefault("P7D")
    Duration holdFor();

    /** The longest a connection may take. */
    @WithDefault("PT1S")
    Duration connectWithin();

    /** The longest an exchange may take when no guard ends it before. */
    @WithDefault("PT20S")
    Duration answerWithin();
}
