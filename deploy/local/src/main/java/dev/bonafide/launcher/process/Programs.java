package dev.bonafide.launcher.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs of the machine. */
public final class Programs {
    private Programs() {}

    /** Whether a program of that name is on the {@code PATH}. */
    public static boolean exists(String name) {
        return find(name).isPresent();
    }

    /** Where the program is. */
    public static Optional<Path> find(String name) {
        var path = System.getenv().getOrDefault("PATH", "");
        for (var folder : path.split(File.pathSeparator, -1)) {
            var candidate = Path.of(folder).resolve(name);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The {@code java} of the JDK that runs the launcher. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether we are the system's superuser, whom PostgreSQL refuses. */
    public static boolean areWeRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
