package dev.bonafide.kit.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The migrations in the jars of this build, known by one mark that is another whenever one of them is. */
final class PackagedMigrations {
    private PackagedMigrations() {}

    /**
     * Hexadecimal digits for names and checksums of all migrations and for what they are told. Nothing where migrations lie
     * in folders, as in tests: there they change without a build.
     */
    static Optional<String> mark(MigrationSettings settings) {
        var parts = new TreeSet<String>();
        try {
            for (var location : MigrationSettings.LOCATIONS) {
                var loader = Thread.currentThread().getContextClassLoader();
                for (var place : Collections.list(loader.getResources(location))) {
                    if (!addAll(place, location + "/", parts)) {
                        return Optional.empty();
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(hash(parts, settings));
    }

    /** From the index of the jar, where the checksums stand; the migrations themselves are not read. */
    private static boolean addAll(URL place, String folder, SortedSet<String> parts) throws IOException {
        if (!(place.openConnection() instanceof JarURLConnection connection)) {
            return false;
        }
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
                    .forEach(entry -> parts.add(entry.getName() + " " + entry.getCrc() + " " + entry.getSize()));
        }
        return true;
    }

    private static String hash(SortedSet<String> parts, MigrationSettings settings) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> add(digest, part));
            add(digest, settings.owner());
            add(digest, settings.placeholders().toString());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
