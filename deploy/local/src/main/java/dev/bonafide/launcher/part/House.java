package dev.bonafide.launcher.part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every part there is, in the order of starting. */
public final class House {
    private static final List<Service> BEHIND_THE_GATEWAY = List.of(
            new Service("identity", "identity-service", 8101, 128, true),
            new Service("listing", "listing-service", 8102, 128, true),
            new Service("escrow", "escrow-service", 8103, 128, true),
            new Service("dispute", "dispute-service", 8104, 128, true),
            new Service("risk", "risk-service", 8105, 160, true),
            new Service("logistics", "logistics-service", 8106, 128, true),
            new Service("community", "community-service", 8107, 128, true));

    /** The only way in for clients. */
    public static final Service GATEWAY = new Service("gateway", "gateway", 8080, 128, false);

    private static final Set<String> OWNED_APART = Set.of("escrow");

    private House() {}

    /** PostgreSQL, Kafka and Keycloak. */
    public static List<Server> servers() {
        return List.of(Server.values());
    }

    /** All services, the gateway last. */
    public static List<Service> services() {
        var all = new ArrayList<>(BEHIND_THE_GATEWAY);
        all.add(GATEWAY);
        return List.copyOf(all);
    }

    /** The services to which the gateway routes. */
    public static List<Service> behindTheGateway() {
        return BEHIND_THE_GATEWAY;
    }

    /** Servers first, then services. */
    public static List<Part> parts() {
        return Stream.<Part>concat(servers().stream(), services().stream()).toList();
    }

    /** Names of the databases, which are also the names of their services' roles. */
    public static List<String> databases() {
        return Stream.concat(BEHIND_THE_GATEWAY.stream().map(Service::key), Stream.of(Server.KEYCLOAK.key()))
                .toList();
    }

    /**
     * The role that owns a database and its tables. Where it is not the service itself, the service has only the rights it
     * needs, and cannot change what it has once written down as history.
     */
    public static String owner(String database) {
        return OWNED_APART.contains(database) ? database + "_owner" : database;
    }

    /** Names of the roles of all databases: those that own them, and those of the services. */
    public static List<String> roles() {
        return databases().stream()
                .flatMap(name -> Stream.of(name, owner(name)))
                .distinct()
                .toList();
    }

    /** The part of that name; the module's name is understood too. */
    public static Optional<Part> find(String name) {
        return parts().stream()
                .filter(part ->
                        part.key().equalsIgnoreCase(name) || part.title().equalsIgnoreCase(name))
                .findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return String.join(", ", Arrays.asList(parts().stream().map(Part::key).toArray(String[]::new)));
    }
}
