package dev.bonafide.benchmark.escrow;

import dev.bonafide.benchmark.Databases;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One escrow-service, packaged as for any installation, on a PostgreSQL and a broker that run. Its code is compiled fully,
 * as in production; the launcher's services do with the quick compiler, because many share a developer's machine.
 */
final class EscrowService implements AutoCloseable {
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private final Process process;
    private final int port;
    private final Path log;

    private EscrowService(Process process, Place place) {
        this.process = process;
        this.port = place.port();
        this.log = place.log();
    }

    /** Where it finds what it needs, and the ports it is told. */
    record Place(Path root, Path log, Databases databases, int postgres, int broker, int port) {}

    /** Starts it with further settings and waits until it is ready. */
    static EscrowService start(Place place, List<String> settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                // What was loaded in bulk is not sealed, which the auditor would rightly mind; see the README.
                "-Dbonafide.escrow.ledger.audit.every=PT10H",
                "-Dbonafide.escrow.ledger.audit.page-size=1",
                "-Dbonafide.escrow.ledger.audit.new-pages-max=0"));
        command.addAll(settings);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var builder = new ProcessBuilder(command)
                .directory(place.root()
                        .resolve("escrow-service/target/quarkus-app")
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        var environment = builder.environment();
        var databases = place.databases();
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", Integer.toString(place.port()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + place.broker());
        environment.put("BONAFIDE_SANDBOX", "true");
        environment.put("PAYMENT_WEBHOOK_SECRET", databases.key("PAYMENT_WEBHOOK_SECRET"));
        environment.put("DB_HOST_PORT", "127.0.0.1:" + place.postgres());
        environment.put("DB_NAME", "escrow");
        environment.put("DB_USER", "escrow");
        environment.put("DB_PASSWORD", databases.password("escrow"));
        environment.put("DB_OWNER_USER", "escrow_owner");
        environment.put("DB_OWNER_PASSWORD", databases.password("escrow_owner"));
        var service = new EscrowService(builder.start(), place);
        Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroy));
        service.awaitReady();
        return service;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Until it says that it is ready. */
    void awaitReady() {
        long start = System.nanoTime();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                process.destroy();
                throw new IllegalStateException("escrow-service did not become ready; see " + log);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean isReady() {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
