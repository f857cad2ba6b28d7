package dev.bonafide.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of one installation: its data, secrets, logs and the records of its processes.
 *
 * @param directory absolute and normalised, so that it can serve as the installation's name
 */
public record Home(Path directory) {

    /** The installation at this place; nothing is created yet. */
    public static Home at(Path directory) {
        return new Home(directory.toAbsolutePath().normalize());
    }

    /** PostgreSQL's data directory. */
    public Path postgresData() {
        return directory.resolve("postgres");
    }

    /** Kafka's log directory. */
    public Path kafkaData() {
        return directory.resolve("kafka");
    }

    /** Photos, evidence and sealed texts, encrypted; shared by all services, each under its own prefix. */
    public Path objects() {
        return directory.resolve("objects");
    }

    /** State that streams derive from Kafka and rebuild from there; it belongs to these data and to no others. */
    public Path streams() {
        return directory.resolve("streams");
    }

    /** Output of every part, one file each. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** Records of running processes and generated configuration. */
    public Path run() {
        return directory.resolve("run");
    }

    /** Passwords and keys made at the first start. */
    public Path secrets() {
        return directory.resolve("secrets.properties");
    }

    /** There once the demo data were planted. */
    public Path seeded() {
        return directory.resolve("seeded");
    }

    /** There once the realm was imported; holds the fingerprint of the file it came from. */
    public Path importedRealm() {
        return directory.resolve("imported-realm");
    }

    /** The file into which a part writes. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Whether this installation holds any data. */
    public boolean hasData() {
        return Files.exists(postgresData().resolve("PG_VERSION")) || Files.exists(kafkaData());
    }

    /** Creates the folders, readable by their owner alone. */
    public void prepare() {
        try {
            for (var folder : List.of(directory, run(), logs(), objects())) {
                if (Files.notExists(folder)) {
                    Files.createDirectories(folder);
                    ownerOnly(folder, "rwx------");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory, e);
        }
    }

    /** Removes the data and keeps secrets, settings and logs. Nothing may be running. */
    public void wipeData() {
        for (var data : List.of(postgresData(), kafkaData(), streams(), objects(), seeded(), importedRealm())) {
            deleteTree(data);
        }
    }

    /** Removes everything below and including this path; nothing happens when it is not there. */
    public static void deleteTree(Path path) {
        if (Files.notExists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }

    /** Sets POSIX permissions where the file system knows them. */
    public static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
