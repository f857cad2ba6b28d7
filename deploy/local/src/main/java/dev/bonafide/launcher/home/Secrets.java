package dev.bonafide.launcher.home;

import static java.util.Objects.requireNonNull;

import dev.bonafide.launcher.part.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Keys and passwords of one installation: made by chance at the first start, kept in a file only its owner reads. */
public final class Secrets {
    /** Keys of 32 bytes that services receive in their environment, under these very names. */
    public static final List<String> KEYS = List.of(
            "OBJECT_STORE_KEY",
            "PAYMENT_WEBHOOK_SECRET",
            "CARRIER_WEBHOOK_SECRET",
            "IDENTITY_PEPPER",
            "DATA_KEY",
            "LISTING_SERIAL_KEY");

    private static final int BYTES = 32;
    private static final String DATABASE_PREFIX = "database.";
    private static final String SUPERUSER = DATABASE_PREFIX + "postgres";
    private static final String KEYCLOAK_ADMIN = "keycloak.admin";

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file, makes what is missing in it, and writes it back with mode 600 if anything was made. */
    public static Secrets open(Path file) {
        try {
            var values = read(file);
            if (complete(values, new SecureRandom())) {
                write(file, values);
            }
            return new Secrets(values);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the secrets in " + file, e);
        }
    }

    /** A key by its environment name, base64. */
    public String key(String name) {
        return get(name);
    }

    /** Password of the database role of that name. */
    public String databasePassword(String role) {
        return get(DATABASE_PREFIX + role);
    }

    /** Password of PostgreSQL's superuser. */
    public String superuserPassword() {
        return get(SUPERUSER);
    }

    /** Password of Keycloak's first administrator. */
    public String keycloakAdminPassword() {
        return get(KEYCLOAK_ADMIN);
    }

    private String get(String name) {
        return requireNonNull(values.get(name), () -> "no secret is called " + name);
    }

    private static Map<String, String> read(Path file) throws IOException {
        var values = new TreeMap<String, String>();
        if (Files.exists(file)) {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        return values;
    }

    private static boolean complete(Map<String, String> values, SecureRandom chance) {
        var before = values.size();
        KEYS.forEach(
                name -> values.computeIfAbsent(name, _ -> Base64.getEncoder().encodeToString(bytes(chance))));
        var passwords = new ArrayList<>(List.of(SUPERUSER, KEYCLOAK_ADMIN));
        House.roles().forEach(name -> passwords.add(DATABASE_PREFIX + name));
        passwords.forEach(name ->
                values.computeIfAbsent(name, _ -> HexFormat.of().formatHex(bytes(chance), 0, 16)));
        return values.size() > before;
    }

    private static byte[] bytes(SecureRandom chance) {
        var bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        // The mode is set while the file is still empty, so no moment exists in which another user could read a key.
        Home.ownerOnly(fresh, "rw-------");
        var lines = new ArrayList<String>();
        lines.add("# Made at the first start of this installation. Losing this file means losing the data beside it.");
        values.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
