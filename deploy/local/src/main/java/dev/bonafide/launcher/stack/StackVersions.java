package dev.bonafide.launcher.stack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of the servers, taken from the root pom when the launcher was built. */
public final class StackVersions {
    private final Properties properties;

    private StackVersions(Properties properties) {
        this.properties = properties;
    }

    /** The versions that came with this launcher. */
    public static StackVersions load() {
        try (var stream = requireNonNull(StackVersions.class.getResourceAsStream("/stack.properties"))) {
            var properties = new Properties();
            properties.load(stream);
            return new StackVersions(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("The launcher's own versions are unreadable", e);
        }
    }

    /** Version of the PostgreSQL binaries. */
    public String postgres() {
        return get("postgres.binaries.version");
    }

    /** Version of the broker. */
    public String kafka() {
        return get("kafka.broker.version");
    }

    /** Version of Keycloak. */
    public String keycloak() {
        return get("keycloak.version");
    }

    /** Version of the logging bridge the broker writes through. */
    public String log4jBridge() {
        return get("log4j-slf4j.version");
    }

    private String get(String name) {
        return requireNonNull(properties.getProperty(name), name);
    }
}
