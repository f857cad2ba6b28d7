package dev.bonafide.gateway.clock;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.gateway.proxy.Reply;
import dev.bonafide.gateway.proxy.ServiceClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The services over HTTP, with the token of whoever moves the clock. */
final class HttpFleet implements Fleet {

    private static final Logger LOG = Logger.getLogger(HttpFleet.class);
    private static final String CLOCK = "/sandbox/clock";

    private final Collection<String> services;
    private final ServiceClient client;
    private final ObjectMapper mapper;
    private final ObjectReader reader;
    private final String authorization;
    private final Duration limit;

    HttpFleet(
            Collection<String> services,
            ServiceClient client,
            ObjectMapper mapper,
            String authorization,
            Duration limit) {
        this.services = services;
        this.client = client;
        this.mapper = mapper;
        // A service may come to say more than is asked for here.
        this.reader = mapper.readerFor(ServiceWork.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.authorization = authorization;
        this.limit = limit;
    }

    @Override
    public List<ServiceWork> work() {
        return all(HttpMethod.GET, Buffer.buffer());
    }

    @Override
    public void raise(long offsetMillis) {
        all(
                HttpMethod.PUT,
                Buffer.buffer(mapper.createObjectNode()
                        .put("offsetMillis", offsetMillis)
                        .toString()));
    }

    private record Answered(String service, @Nullable ServiceWork work) {}

    private List<ServiceWork> all(HttpMethod method, Buffer body) {
        List<Uni<Answered>> asked = services.stream()
                .map(service -> client.ask(method, service, CLOCK, headers(method), body, limit)
                        .map(reply -> new Answered(service, work(service, reply)))
                        .onFailure()
                        .recoverWithItem(failure -> {
                            LOG.debugf("No clock: %s", failure.toString());
                            return new Answered(service, null);
                        }))
                .toList();
        List<Answered> answers = Uni.join().all(asked).andFailFast().await().indefinitely();
        List<String> away = answers.stream()
                .filter(answer -> answer.work() == null)
                .map(Answered::service)
                .toList();
        if (!away.isEmpty()) {
            throw new ServicesAwayException(away);
        }
        return new ArrayList<>(answers.stream()
                .map(answer -> Objects.requireNonNull(answer.work()))
                .toList());
    }

    private MultiMap headers(HttpMethod method) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", authorization);
        return method.equals(HttpMethod.PUT) ? headers.set("Content-Type", "application/json") : headers;
    }

    private @Nullable ServiceWork work(String service, Reply reply) {
        if (!reply.isGood()) {
            LOG.warnf("%s answers %d when asked for its clock", service, reply.status());
            return null;
        }
        try {
            ObjectNode told = (ObjectNode) mapper.readTree(reply.body().getBytes());
            return reader.readValue(told.put("service", service));
        } catch (IOException | ClassCastException unreadable) {
            LOG.warnf("%s says something else than its clock: %s", service, unreadable.toString());
            return null;
        }
    }
}
