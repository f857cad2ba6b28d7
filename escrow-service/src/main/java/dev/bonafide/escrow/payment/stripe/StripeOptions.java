package dev.bonafide.escrow.payment.stripe;

import com.stripe.Stripe;
import com.stripe.net.Authenticator;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.StripeResponseGetterOptions;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/** What the SDK has to know. Nothing is taken from its global variables, and it never tries again by itself. */
final class StripeOptions extends StripeResponseGetterOptions {
    private final String apiBase;
    private final Authenticator authenticator;
    private final int connectTimeoutMillis;
    private final int readTimeoutMillis;

    StripeOptions(StripeConfig config, String secretKey) {
        this.apiBase = config.apiBase();
        this.authenticator = new BearerTokenAuthenticator(secretKey);
        this.connectTimeoutMillis = Math.toIntExact(config.connectWithin().toMillis());
        this.readTimeoutMillis = Math.toIntExact(config.answerWithin().toMillis());
    }

    @Override
    public Authenticator getAuthenticator() {
        return authenticator;
    }

    @Override
    public @Nullable String getClientId() {
        return null;
    }

    @Override
    public int getConnectTimeout() {
        return connectTimeoutMillis;
    }

    @Override
    public @Nullable Proxy getConnectionProxy() {
        return null;
    }

    @Override
    public int getMaxNetworkRetries() {
        return 0;
    }

    @Override
    public @Nullable PasswordAuthentication getProxyCredential() {
        return null;
    }

    @Override
    public String getApiBase() {
        return apiBase;
    }

    @Override
    public String getFilesBase() {
        return Stripe.UPLOAD_API_BASE;
    }

    @Override
    public String getConnectBase() {
        return Stripe.CONNECT_API_BASE;
    }

    @Override
    public String getMeterEventsBase() {
        return Stripe.METER_EVENTS_API_BASE;
    }

    @Override
    public int getReadTimeout() {
        return readTimeoutMillis;
    }

    @Override
    public @Nullable String getStripeAccount() {
        return null;
    }

    @Override
    public @Nullable String getStripeContext() {
        return null;
    }
}
