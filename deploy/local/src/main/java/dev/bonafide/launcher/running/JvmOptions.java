package dev.bonafide.launcher.running;

import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.stack.AotCaches;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Options of the JVMs. A cache is only good for the options it was trained with, so both runs come through here. */
final class JvmOptions {
    private final AotCaches caches;
    private final Set<Part> training;

    /** Parts in training write a cache when they end; the others use the one they have. */
    JvmOptions(AotCaches caches, Set<Part> training) {
        this.caches = caches;
        this.training = training;
    }

    /**
     * Small heap, one thread of collection, quick compiler: many JVMs share one developer's machine. Room for compiled code is
     * reserved and not taken; with less of it a service collects its whole heap in the middle of its start, because of the
     * share that is full by then.
     */
    List<String> of(Part part, Mark mark, String... own) {
        var options = new ArrayList<>(mark.jvmOptions());
        options.addAll(List.of(own));
        options.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        if (training.contains(part)) {
            options.add("-XX:AOTCacheOutput=" + caches.trainingFile(part));
        } else {
            caches.usable(part).ifPresent(file -> options.add("-XX:AOTCache=" + file));
        }
        return options;
    }
}
