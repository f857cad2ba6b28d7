package dev.bonafide.launcher.part;

import dev.bonafide.launcher.home.Home;
import java.nio.file.Path;

/**
 * One installation of Bonafide on this machine.
 *
 * @param root the repository
 * @param home data, secrets and logs
 * @param portOffset added to every port
 */
public record Site(Path root, Home home, int portOffset) {
    /** The address everything binds to. */
    public static final String HOST = "127.0.0.1";

    private static final String REALM = "bonafide";

    /** The port others talk to. */
    public int port(Part part) {
        return part.ports().getFirst().number() + portOffset;
    }

    /** Another port of the part, by its place in the list. */
    public int port(Part part, int place) {
        return part.ports().get(place).number() + portOffset;
    }

    /** Host and port. */
    public String address(Part part) {
        return HOST + ":" + port(part);
    }

    /** Base URL for HTTP between processes. */
    public String url(Part part) {
        return "http://" + address(part);
    }

    /** The address of Keycloak as tokens name it, so it must be the same string for everybody. */
    public String keycloakUrl() {
        return "http://localhost:" + port(Server.KEYCLOAK);
    }

    /** What Keycloak writes into {@code iss}. */
    public String issuer() {
        return keycloakUrl() + "/realms/" + REALM;
    }

    /** The address people type. */
    public String gatewayUrl() {
        return "http://localhost:" + port(House.GATEWAY);
    }

    /** Where unpacked servers and AOT caches lie, shared by all homes. */
    public Path runtime() {
        return root.resolve(".bonafide").resolve("runtime");
    }
}
