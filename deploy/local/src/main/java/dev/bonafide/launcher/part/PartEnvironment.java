package dev.bonafide.launcher.part;

import dev.bonafide.launcher.home.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each process finds in its environment. Passwords travel only here, never on a command line. */
public final class PartEnvironment {
    private PartEnvironment() {}

    /** The variables of a service, as documented in the README beside the launcher. */
    public static Map<String, String> of(Service service, Site site, Secrets secrets) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("HTTP_HOST", Site.HOST);
        environment.put("HTTP_PORT", String.valueOf(site.port(service)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", site.address(Server.KAFKA));
        environment.put("OIDC_ISSUER", site.issuer());
        environment.put("BONAFIDE_SANDBOX", "true");
        environment.put("OBJECT_STORE_DIR", site.home().objects().toString());
        Secrets.KEYS.forEach(name -> environment.put(name, secrets.key(name)));
        if (service.hasDatabase()) {
            environment.put("DB_HOST_PORT", site.address(Server.POSTGRES));
            environment.put("DB_NAME", service.key());
            environment.put("DB_USER", service.key());
            environment.put("DB_PASSWORD", secrets.databasePassword(service.key()));
            environment.put("DB_OWNER_USER", House.owner(service.key()));
            environment.put("DB_OWNER_PASSWORD", secrets.databasePassword(House.owner(service.key())));
            environment.put(
                    service.stateVariable(),
                    site.home().streams().resolve(service.key()).toString());
            // The sandbox providers of a service call its own webhooks.
            environment.put(service.addressVariable(), site.url(service));
        } else {
            House.behindTheGateway().forEach(other -> environment.put(other.addressVariable(), site.url(other)));
        }
        return environment;
    }

    /** The variables of Keycloak; settings given here need no quoting. */
    public static Map<String, String> ofKeycloak(Site site, Secrets secrets) {
        var role = Server.KEYCLOAK.key();
        return Map.ofEntries(
                Map.entry("KC_DB_URL", "jdbc:postgresql://" + site.address(Server.POSTGRES) + "/" + role),
                Map.entry("KC_DB_USERNAME", role),
                Map.entry("KC_DB_PASSWORD", secrets.databasePassword(role)),
                Map.entry("KC_DB_POOL_MIN_SIZE", "1"),
                Map.entry("KC_DB_POOL_MAX_SIZE", "10"),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin"),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloakAdminPassword()),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", Site.HOST),
                Map.entry("KC_HTTP_PORT", String.valueOf(site.port(Server.KEYCLOAK))),
                Map.entry("KC_HTTP_MANAGEMENT_PORT", String.valueOf(site.port(Server.KEYCLOAK, 1))),
                Map.entry("KC_HOSTNAME", site.keycloakUrl()),
                Map.entry("KC_CACHE", "local"),
                Map.entry("GATEWAY_URL", site.gatewayUrl()));
    }

    /** The variables of the journeys, which act from outside like any client. */
    public static Map<String, String> ofJourneys(Site site) {
        return Map.of(
                "GATEWAY_URL", site.gatewayUrl(),
                "KEYCLOAK_URL", site.keycloakUrl(),
                "KAFKA_BOOTSTRAP_SERVERS", site.address(Server.KAFKA),
                "BONAFIDE_HOME", site.home().directory().toString(),
                "BONAFIDE_ROOT", site.root().toString());
    }
}
