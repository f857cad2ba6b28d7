package dev.bonafide.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsStale() throws IOException {
        assertThat(Freshness.isStale(folder.resolve("none.aot"), List.of(file("app.jar", NOON))))
                .isTrue();
    }

    @Test
    void aCacheTrainedOnAnOlderJarIsStale() throws IOException {
        var cache = file("app.aot", NOON);

        assertThat(Freshness.isStale(cache, List.of(file("app.jar", NOON.plusSeconds(1)))))
                .isTrue();
    }

    @Test
    void aCacheTrainedOnThisJarIsGood() throws IOException {
        var cache = file("app.aot", NOON);

        assertThat(Freshness.isStale(cache, List.of(file("app.jar", NOON.minusSeconds(1)))))
                .isFalse();
        assertThat(Freshness.isStale(cache, List.of(file("app.jar", NOON)))).isFalse();
    }

    @Test
    void oneChangedFileDeepInAFolderMakesStale() throws IOException {
        var product = file("app.jar", NOON);
        file("src/main/java/Old.java", NOON.minusSeconds(60));
        file("src/main/java/deep/down/New.java", NOON.plusSeconds(60));

        assertThat(Freshness.isStale(product, List.of(folder.resolve("src")))).isTrue();
    }

    @Test
    void sourcesThatDoNotExistMakeNothingStale() throws IOException {
        assertThat(Freshness.isStale(file("app.jar", NOON), List.of(folder.resolve("nowhere"))))
                .isFalse();
    }

    private Path file(String name, Instant changed) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return file;
    }
}
