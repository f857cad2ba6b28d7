package dev.bonafide.launcher.stack;

import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The JDK's ahead-of-time caches: classes loaded, linked and profiled in a training run, one file per part and JDK. A
 * cache older than the program it was trained on is not used; the JVM itself refuses one that does not fit in other ways.
 */
public final class AotCaches {
    private final Site site;
    private final ServerPrograms programs;

    /** The caches of this repository. */
    public AotCaches(Site site, ServerPrograms programs) {
        this.site = site;
        this.programs = programs;
    }

    /** Whether a part can have a cache at all. PostgreSQL is no Java program. */
    public static boolean canHaveOne(Part part) {
        return part != Server.POSTGRES;
    }

    /** The cache of the part, if there is one that is still good. */
    public Optional<Path> usable(Part part) {
        var cache = file(part);
        return canHaveOne(part) && !Freshness.isStale(cache, programOf(part)) ? Optional.of(cache) : Optional.empty();
    }

    /** Where a training run writes. */
    public Path trainingFile(Part part) {
        try {
            Files.createDirectories(directory());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory(), e);
        }
        return file(part).resolveSibling(file(part).getFileName() + ".new");
    }

    /** Puts the result of a training run in place; false when the run left none. */
    public boolean adopt(Part part) {
        var trained = trainingFile(part);
        if (Files.notExists(trained)) {
            return false;
        }
        try {
            Files.move(trained, file(part), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + file(part) + " in place", e);
        }
    }

    private Path directory() {
        return site.runtime().resolve("aot");
    }

    private Path file(Part part) {
        var jdk = System.getProperty("java.vm.version", "jdk").replaceAll("[^0-9A-Za-z.+-]", "_");
        return directory().resolve(part.key() + "-" + jdk + ".aot");
    }

    private List<Path> programOf(Part part) {
        return switch (part) {
            case Server.POSTGRES -> List.of();
            case Server.KAFKA -> List.of(programs.kafka().resolve("libs"));
            case Server.KEYCLOAK -> List.of(programs.keycloak().resolve("lib"));
            case Service service -> List.of(ServiceBuild.applicationJar(site, service));
        };
    }
}
