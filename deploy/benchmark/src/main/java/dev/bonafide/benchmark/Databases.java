package dev.bonafide.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens the databases of a local installation with the secrets of its home. */
public final class Databases {
    private final Properties secrets = new Properties();
    private final int port;

    public Databases(Path home, int port) throws IOException {
        this.port = port;
        try (Reader reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
    }

    public Connection open(String service) throws SQLException {
        return open(service, service);
    }

    /** The database as another role sees it. */
    public Connection open(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, role, password(role));
    }

    /** What the role logs in with. */
    public String password(String role) {
        return secrets.getProperty("database." + role);
    }

    /** A key of the installation. */
    public String key(String name) {
        return secrets.getProperty(name);
    }
}
