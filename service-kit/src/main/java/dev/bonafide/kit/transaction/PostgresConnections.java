package dev.bonafide.kit.transaction;

import dev.bonafide.kit.clock.BusinessClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens connections outside the pool, for those that hold one for as long as they live: locks and listeners. */
@ApplicationScoped
public class PostgresConnections {
    private final Vertx vertx;
    private final BusinessClock clock;
    private final PgConnectOptions options;

    PostgresConnections(
            Vertx vertx,
            BusinessClock clock,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        this.clock = clock;
        this.options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .setConnectTimeout((int) Duration.ofSeconds(5).toMillis());
    }

    /** A new connection; the caller closes it. Blocks, so never call it on an event loop. */
    public PgConnection open() {
        return PgConnection.connectAndAwait(vertx, options);
    }

    /** The same for those who do not block. */
    Uni<PgConnection> connect() {
        return PgConnection.connect(vertx, options);
    }

    /** How long ago, on the machine's clock, the row was written. */
    public Duration machineAge(OffsetDateTime writtenAt) {
        return Duration.between(writtenAt.toInstant(), clock.machineInstant());
    }
}
