package dev.bonafide.gateway.proxy;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/**
 * One service and the way to it.
 *
 * @param connectLimit the longest to reach it at all
 * @param answerLimit the longest from a request that is sent in whole to the head of the answer
 */
public record Backend(String name, URI url, HttpClient client, Duration connectLimit, Duration answerLimit) {

    RequestOptions request(HttpMethod method, String pathAndQuery) {
        // Covers also the wait for a free connection, so that a full pool is a quick refusal.
        return new RequestOptions().setMethod(method).setURI(pathAndQuery).setConnectTimeout(connectLimit.toMillis());
    }
}
