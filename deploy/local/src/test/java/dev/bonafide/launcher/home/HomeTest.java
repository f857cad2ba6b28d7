package dev.bonafide.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void aFreshStartForgetsDataAndKeepsSecretsAndSettings() throws IOException {
        var home = Home.at(folder);
        home.prepare();
        Secrets.open(home.secrets());
        new Settings(3000).write(home);
        Files.createDirectories(home.postgresData());
        Files.writeString(home.postgresData().resolve("PG_VERSION"), "18");
        Files.createDirectories(home.kafkaData());
        Files.writeString(home.objects().resolve("photo"), "bytes");
        Files.writeString(home.seeded(), "");

        Files.createDirectories(home.streams().resolve("risk"));

        home.wipeData();

        assertThat(home.hasData()).isFalse();
        assertThat(home.postgresData()).doesNotExist();
        assertThat(home.kafkaData()).doesNotExist();
        assertThat(home.objects()).doesNotExist();
        assertThat(home.streams()).doesNotExist();
        assertThat(home.seeded()).doesNotExist();
        assertThat(home.secrets()).exists();
        assertThat(Settings.read(home)).isEqualTo(new Settings(3000));
    }

    @Test
    void aHomeWhereNothingWasStartedHasNoOffset() {
        assertThat(Settings.read(Home.at(folder))).isEqualTo(new Settings(0));
    }

    @Test
    void aLockThatWasLetGoCanBeTakenAgain() {
        var file = folder.resolve("run/launcher.lock");
        HomeLock.take(file, Duration.ZERO).orElseThrow().close();

        try (var again = HomeLock.take(file, Duration.ZERO).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
