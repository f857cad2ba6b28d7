package dev.bonafide.launcher.command;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.home.HomeLock;
import dev.bonafide.launcher.home.Settings;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.stack.Refused;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The installation's folder. Default: $BONAFIDE_HOME, or .bonafide/home in the repository.")
    private @Nullable Path chosen;

    /** The installation as its last {@code up} left it. */
    Site site() {
        var home = home();
        return new Site(root(), home, Settings.read(home).portOffset());
    }

    Home home() {
        if (chosen != null) {
            return Home.at(chosen);
        }
        var variable = System.getenv("BONAFIDE_HOME");
        return variable == null || variable.isBlank()
                ? Home.at(root().resolve(".bonafide").resolve("home"))
                : Home.at(Path.of(variable));
    }

    static Path root() {
        return Path.of(System.getProperty("bonafide.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Lets no other launcher change this installation meanwhile. */
    static HomeLock lock(Home home, Duration patience) {
        return HomeLock.take(home.run().resolve("launcher.lock"), patience)
                .orElseThrow(() -> new Refused("Another launcher is at work on " + home.directory()
                        + new RunFolder(home)
                                .process(RunFolder.LAUNCHER)
                                .map(other -> " (process " + other.pid() + ")")
                                .orElse("")
                        + ". Wait for it, or end it together with all it started: ./bonafide down"));
    }
}
