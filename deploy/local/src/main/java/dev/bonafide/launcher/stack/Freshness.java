package dev.bonafide.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Optional;

/** Whether something made from files is still good, judged by times of last change. */
public final class Freshness {
    private Freshness() {}

    /** Whether the product is missing, or older than any file among its sources; folders are looked through. */
    public static boolean isStale(Path product, Collection<Path> sources) {
        return changed(product)
                .map(made -> sources.stream()
                        .map(Freshness::newest)
                        .flatMap(Optional::stream)
                        .anyMatch(changed -> changed.compareTo(made) > 0))
                .orElse(true);
    }

    private static Optional<FileTime> newest(Path source) {
        if (Files.notExists(source)) {
            return Optional.empty();
        }
        try (var files = Files.walk(source)) {
            return files.filter(Files::isRegularFile)
                    .map(Freshness::changed)
                    .flatMap(Optional::stream)
                    .max(FileTime::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look through " + source, e);
        }
    }

    private static Optional<FileTime> changed(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
