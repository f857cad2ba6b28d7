package dev.bonafide.escrow.payment.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.bonafide.escrow.payment.remote.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Lets Stripe's SDK speak through our own transport: bounded, interruptible, without telemetry. */
final class StripeHttp extends HttpClient {
    private static final String USER_AGENT = "Bonafide stripe-java/" + Stripe.VERSION;

    private final Http http;

    StripeHttp(Http http) {
        this.http = http;
    }

    @Override
    public StripeResponse request(StripeRequest asked) throws ApiConnectionException {
        var request = HttpRequest.newBuilder(URI.create(asked.url().toString()));
        asked.headers().map().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        request.setHeader("User-Agent", USER_AGENT);
        var content = asked.content();
        if (content == null) {
            request.method(asked.method().name(), BodyPublishers.noBody());
        } else {
            request.setHeader("Content-Type", content.contentType());
            request.method(asked.method().name(), BodyPublishers.ofByteArray(content.byteArrayContent()));
        }
        var answer = http.send(request);
        return new StripeResponse(
                answer.status(), HttpHeaders.of(answer.headers().map()), answer.text());
    }
}
