package dev.bonafide.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class RunningPartTest {
    @TempDir
    private Path folder;

    private Optional<Process> started = Optional.empty();

    @AfterEach
    void end() {
        started.ifPresent(Process::destroyForcibly);
    }

    @Test
    void theProcessWeStartedIsFoundAgain() throws IOException {
        var home = home();
        var process = start(home, "escrow");
        new RunFolder(home).record(RunningPart.of("escrow", process.toHandle()));

        assertThat(new RunFolder(home).process("escrow")).contains(process.toHandle());
    }

    @Test
    void aLaterBearerOfTheSameNumberIsNotTakenForOurs() {
        var stranger = ProcessHandle.current();
        var record = new RunningPart("escrow", stranger.pid(), Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(record.process(home())).isEmpty();
    }

    @Test
    void aRecordWhoseProcessIsGoneFindsNobody() throws Exception {
        var home = home();
        var process = start(home, "escrow");
        var record = RunningPart.of("escrow", process.toHandle());
        process.destroyForcibly().waitFor();

        assertThat(record.process(home)).isEmpty();
    }

    @Test
    void aStartThatDiffersByLessThanTheSystemsPrecisionIsTheSame() {
        var start = Instant.parse("2026-11-23T08:00:00Z");
        var record = new RunningPart("escrow", 1, start);

        assertThat(record.isTheSame(Optional.of(start.plusSeconds(1)))).isTrue();
        assertThat(record.isTheSame(Optional.of(start.plusSeconds(3)))).isFalse();
        assertThat(record.isTheSame(Optional.empty())).isFalse();
    }

    @Test
    void aProcessWithoutARecordIsFoundByItsMark() throws IOException {
        var home = home();
        var process = start(home, "listing");

        assertThat(new RunFolder(home).living()).containsEntry("listing", List.of(process.toHandle()));
    }

    @Test
    void aProcessOfAnotherHomeIsLeftAlone() throws IOException {
        start(home(), "listing");
        var neighbour = Home.at(Path.of(folder + "-neighbour"));

        assertThat(new RunFolder(neighbour).living()).isEmpty();
    }

    @Test
    void anEndedPartIsGoneWithEverythingItStarted() throws IOException {
        var home = home();
        var process = start(home, "risk");
        var children = process.descendants().toList();

        var outcome = Ending.end("risk", List.of(process.toHandle()), Duration.ofSeconds(5));

        assertThat(outcome).isNotEqualTo(Ending.Outcome.STUCK);
        assertThat(process.isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private Home home() {
        return Home.at(folder);
    }

    private Process start(Home home, String part) throws IOException {
        Files.createDirectories(home.run());
        var process = new Spawner(home)
                .builder(part, List.of("sleep", "60"), folder, Map.of())
                .start();
        started = Optional.of(process);
        return process;
    }
}
