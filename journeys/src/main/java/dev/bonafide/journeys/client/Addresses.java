package dev.bonafide.journeys.client;

import java.util.Optional;

/**
 * Where an installation is reached.
 *
 * @param gateway the public interface
 * @param identityProvider base address of Keycloak
 * @param broker bootstrap servers, for those who watch events
 */
public record Addresses(String gateway, String identityProvider, String broker) {
    /** As the launcher hands them over in the environment, or those of a local start. */
    public static Addresses fromEnvironment() {
        return new Addresses(
                environment("GATEWAY_URL", "http://127.0.0.1:8080"),
                environment("KEYCLOAK_URL", "http://localhost:18080"),
                environment("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"));
    }

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
