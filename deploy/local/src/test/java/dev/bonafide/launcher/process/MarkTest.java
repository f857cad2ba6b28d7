package dev.bonafide.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.launcher.home.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {
    private static final Home HOME = Home.at(Path.of("/data/bonafide"));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "java -Dbonafide.home=/data/bonafide -Dbonafide.part=escrow -Xmx128m -jar quarkus-run.jar, escrow",
        "java -Dbonafide.home=/data/bonafide, unknown",
        "/runtime/bin/postgres -D /data/bonafide/postgres -p 15432 -c fsync=on, postgres",
        "/runtime/bin/initdb --no-sync -D /data/bonafide/postgres -U postgres,",
        "java -Dbonafide.home=/data/bonafide2 -Dbonafide.part=escrow,",
        "java -Dbonafide.home=/data -Dbonafide.part=escrow,",
        "/runtime/bin/postgres -D /data/bonafide/postgres2 -p 15432,",
        "vim /data/bonafide/logs/escrow.log,",
    })
    void aCommandLineBelongsToAHomeOnlyWhenItNamesExactlyThat(String commandLine, String part) {
        assertThat(Mark.inCommandLine(commandLine, HOME).map(Mark::part))
                .isEqualTo(java.util.Optional.ofNullable(part));
    }

    @Test
    void theMarkStandsInTheOptionsThatItIsReadFrom() {
        var line = "java " + String.join(" ", new Mark(HOME, "gateway").jvmOptions()) + " -Xmx128m";

        assertThat(Mark.inCommandLine(line, HOME)).contains(new Mark(HOME, "gateway"));
    }
}
