package dev.bonafide.kit.transaction;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Opens the service's connections. A statement is prepared once on each, long ones too: those of wide rows, and those that
 * write several kinds of rows, would otherwise be parsed and planned every time, which takes longer than to run them.
 */
@Singleton
class Connections implements PgPoolCreator {
    private static final int STATEMENT_LENGTH_MAX = 16_384;

    @Override
    public Pool create(Input input) {
        var servers = List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList());
        servers.forEach(server -> server.setPreparedStatementCacheSqlLimit(STATEMENT_LENGTH_MAX));
        var pool = PgBuilder.pool()
                .using(input.vertx())
                .with(input.poolOptions())
                .connectingTo(servers)
                .build();
        // Opened while the start goes on, so that who asks first need not wait; a database that is away shows then.
        pool.getConnection().onSuccess(SqlConnection::close);
        return pool;
    }
}
