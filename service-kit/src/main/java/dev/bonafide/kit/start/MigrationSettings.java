package dev.bonafide.kit.start;

import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * As whom tables are migrated, and what the migrations are told.
 *
 * @param owner the owner of the tables, who need not be the service
 */
record MigrationSettings(String url, String owner, String ownerPassword, SortedMap<String, String> placeholders) {
    /** Where migrations lie on the class path: the shared ones, and the service's own. */
    static final List<String> LOCATIONS = List.of("db/kit", "db/migration");

    static MigrationSettings of(Config config) {
        return new MigrationSettings(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("bonafide.migrations.owner", String.class),
                config.getOptionalValue("bonafide.migrations.owner-password", String.class)
                        .orElse(""),
                new TreeMap<>(config.unwrap(SmallRyeConfig.class)
                        .getOptionalValues("bonafide.migrations.placeholders", String.class, String.class)
                        .orElse(Map.of())));
    }
}
