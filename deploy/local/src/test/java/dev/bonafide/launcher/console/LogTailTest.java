package dev.bonafide.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void theLastLinesOfALongFileAreRead() throws IOException {
        var file = folder.resolve("escrow.log");
        Files.writeString(
                file,
                IntStream.range(0, 20_000).mapToObj(number -> "line " + number).collect(Collectors.joining("\n"))
                        + "\n");

        assertThat(LogTail.last(file, 2)).containsExactly("line 19998", "line 19999");
    }

    @Test
    void aFileThatIsNotThereHasNoLines() {
        assertThat(LogTail.last(folder.resolve("none.log"), 5)).isEmpty();
        assertThat(new LogTail(folder.resolve("none.log")).added()).isEmpty();
    }

    @Test
    void onlyWholeNewLinesAreHandedOn() throws IOException {
        var file = folder.resolve("kafka.log");
        Files.writeString(file, "old\n");
        var tail = new LogTail(file);

        add(file, "first\nsec");
        assertThat(tail.added()).containsExactly("first");
        add(file, "ond\n");
        assertThat(tail.added()).containsExactly("second");
        assertThat(tail.added()).isEmpty();
    }

    @Test
    void aFileThatWasPutAsideIsReadFromItsNewBeginning() throws IOException {
        var file = folder.resolve("risk.log");
        Files.writeString(file, "a long history\n");
        var tail = new LogTail(file);

        Files.writeString(file, "new\n");
        assertThat(tail.added()).containsExactly("new");
    }

    private static void add(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
