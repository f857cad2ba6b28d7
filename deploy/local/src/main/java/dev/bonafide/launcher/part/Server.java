package dev.bonafide.launcher.part;

import java.util.List;

/** The servers the services stand on. */
public enum Server implements Part {
    /** One cluster, one database for each service and one for Keycloak. */
    POSTGRES("postgres", "PostgreSQL", List.of(new Port(15432, "PostgreSQL"))),
    /** One broker that is its own controller. */
    KAFKA("kafka", "Kafka", List.of(new Port(19092, "Kafka"), new Port(19093, "Kafka's controller"))),
    /** Logins and tokens, realm bonafide. */
    KEYCLOAK("keycloak", "Keycloak", List.of(new Port(18080, "Keycloak"), new Port(19000, "Keycloak's management")));

    private final String key;
    private final String title;
    private final List<Port> ports;

    Server(String key, String title, List<Port> ports) {
        this.key = key;
        this.title = title;
        this.ports = ports;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Port> ports() {
        return ports;
    }
}
