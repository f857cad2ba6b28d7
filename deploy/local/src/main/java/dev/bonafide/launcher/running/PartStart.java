package dev.bonafide.launcher.running;

import dev.bonafide.launcher.part.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one part is brought up: what it needs on the disk, its command, and how it says that it is ready. */
interface PartStart {
    /** The part. */
    Part part();

    /** Makes data and configuration that are not there yet. Doing it again changes nothing. */
    void prepare() throws InterruptedException;

    /** The program and its arguments. */
    List<String> command();

    /** Where it runs. */
    Path directory();

    /** What it finds in its environment, beside the launcher's own. */
    Map<String, String> environment();

    /** Whether it does its work now. */
    boolean isReady();

    /** What is left to do once it is ready, before others may rely on it. */
    default void afterwards() {}

    /** How long it may take until it is ready; generous, because a busy machine is slow and a dead part is seen at once. */
    default Duration patience() {
        return Duration.ofMinutes(8);
    }
}
