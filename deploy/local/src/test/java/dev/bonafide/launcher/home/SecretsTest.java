package dev.bonafide.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.launcher.part.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReadsTheFile() throws IOException {
        Secrets.open(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void everyKeyHasThirtyTwoBytesAndNoTwoAreAlike() {
        var secrets = Secrets.open(file());

        var keys = Secrets.KEYS.stream().map(secrets::key).toList();
        assertThat(keys)
                .doesNotHaveDuplicates()
                .allMatch(key -> Base64.getDecoder().decode(key).length == 32);
    }

    @Test
    void everyRoleOfADatabaseHasAPasswordOfItsOwn() {
        var secrets = Secrets.open(file());

        var passwords = House.roles().stream().map(secrets::databasePassword).toList();
        assertThat(passwords).doesNotHaveDuplicates().doesNotContain(secrets.superuserPassword());
    }

    @Test
    void aSecondOpeningFindsTheSameSecrets() throws IOException {
        var first = Secrets.open(file()).key("DATA_KEY");
        var text = Files.readString(file());

        assertThat(Secrets.open(file()).key("DATA_KEY")).isEqualTo(first);
        assertThat(Files.readString(file())).isEqualTo(text);
    }

    @Test
    void aSecretThatIsMissingIsMadeAndTheOthersStay() throws IOException {
        Files.writeString(file(), "DATA_KEY=kept\n");

        var secrets = Secrets.open(file());

        assertThat(secrets.key("DATA_KEY")).isEqualTo("kept");
        assertThat(secrets.key("IDENTITY_PEPPER")).isNotEmpty();
    }

    private Path file() {
        return folder.resolve("secrets.properties");
    }
}
