package dev.bonafide.escrow.payment.alipay;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks Alipay's API, version 3: signed JSON there, signed JSON back. Blocks; fails as refused or as unclear.
 *
 * <p>Alipay spells what it refuses in capitals and what it cannot take at all, such as a signature, with hyphens: that
 * says nothing about the ask itself.
 */
final class AlipayGateway {
    private static final int BILL_BYTES_MAX = 64 * 1024 * 1024;
    private static final String JSON = "application/json";
    private static final Set<String> TROUBLE = Set.of("ACQ.SYSTEM_ERROR", "SYSTEM_ERROR", "UNKNOWN_ERROR");
    private static final Set<String> UNKNOWN = Set.of(
            "ACQ_TRADE_NOT_EXIST",
            "TRADE_NOT_EXIST",
            "ORDER_NOT_EXIST",
            "AUTH_ORDER_NOT_EXIST",
            "AUTH_OPERATION_NOT_EXIST",
            "BILL_NOT_EXIST");

    private final String apiBase;
    private final AlipaySignatures signatures;
    private final Http http;
    private final BusinessClock clock;

    AlipayGateway(String apiBase, AlipaySignatures signatures, Http http, BusinessClock clock) {
        this.apiBase = apiBase;
        this.signatures = signatures;
        this.http = http;
        this.clock = clock;
    }

    /** Why not. */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Refusal(@Nullable String code) {}

    /** Asks for something to be done or told. */
    <T> T post(String path, Map<String, ?> content, Class<T> as) {
        var body = EventJson.write(content);
        return answer(
                path, body, request -> request.header("Content-Type", JSON).POST(BodyPublishers.ofString(body)), as);
    }

    /** Asks for something to be told. */
    <T> T get(String path, Map<String, String> parameters, Class<T> as) {
        var query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return answer(path + "?" + query, null, HttpRequest.Builder::GET, as);
    }

    /** What a call answers, or nothing where Alipay knows nothing of it. */
    static <T> Optional<T> find(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AskRefusedException refused) {
            if (UNKNOWN.contains(refused.code())) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Fetches a file from where an answer said it is. */
    byte[] download(String url) {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url)).GET(), BILL_BYTES_MAX);
        if (!answer.isGood()) {
            throw unclear("HTTP status " + answer.status());
        }
        return answer.body();
    }

    /** Completes a request with its method and body. */
    @FunctionalInterface
    private interface Method {
        HttpRequest.Builder of(HttpRequest.Builder request);
    }

    private <T> T answer(String pathAndQuery, @Nullable String body, Method method, Class<T> as) {
        var request = HttpRequest.newBuilder(URI.create(apiBase + pathAndQuery)).header("Accept", JSON);
        signatures
                .headers(
                        body == null ? "GET" : "POST",
                        pathAndQuery,
                        body == null ? "" : body,
                        clock.machineInstant().toEpochMilli(),
                        UUID.randomUUID().toString())
                .forEach(request::header);
        request.header("alipay-request-id", UUID.randomUUID().toString());
        var answer = http.send(method.of(request));
        var signature = header(answer, "alipay-signature");
        // A refusal may come unsigned, from a gateway before Alipay itself; but no answer may be signed wrongly.
        if ((answer.isGood() || signature != null) && !isSigned(answer, signature)) {
            throw unclear("an answer with status " + answer.status() + " is not signed by Alipay");
        }
        try {
            if (answer.isGood()) {
                return EventJson.read(answer.body(), as);
            }
            throw refused(
                    answer.status(),
                    EventJson.read(answer.body(), Refusal.class).code());
        } catch (IOException malformed) {
            throw unclear("an answer with status " + answer.status() + " is not the JSON we know");
        }
    }

    private boolean isSigned(Http.Answer answer, @Nullable String signature) {
        return signatures.isSigned(
                answer.text(),
                header(answer, "alipay-timestamp"),
                header(answer, "alipay-nonce"),
                header(answer, "alipay-sn"),
                signature);
    }

    private static RuntimeException refused(int status, @Nullable String code) {
        return code == null || code.contains("-") || TROUBLE.contains(code)
                ? unclear("HTTP status " + status + ", code " + code)
                : new AskRefusedException(AlipayProvider.NAME, code);
    }

    private static UnclearAnswerException unclear(String what) {
        return new UnclearAnswerException(AlipayProvider.NAME, what);
    }

    private static @Nullable String header(Http.Answer answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
