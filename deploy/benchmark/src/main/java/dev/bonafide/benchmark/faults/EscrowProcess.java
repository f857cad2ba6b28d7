package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The escrow-service that is killed and started again, word for word as the launcher starts it. */
final class EscrowProcess implements AutoCloseable {
    private final Recipe recipe;
    private final int port;
    private final Path log;
    private final List<Double> startSeconds = new ArrayList<>();
    private volatile @Nullable Process running;

    /** As the recipe says; its output is added to the log. */
    EscrowProcess(Recipe recipe, int port, Path log) {
        this.recipe = recipe;
        this.port = port;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Starts it and returns when it is ready; how long that took is kept. */
    void start() throws IOException {
        long begin = System.nanoTime();
        var process = recipe.start(log);
        running = process;
        recipe.awaitReady(process, port);
        startSeconds.add((System.nanoTime() - begin) / 1e9);
    }

    /** SIGKILL, and returns when nothing of it is left. */
    void kill() {
        var process = running;
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** How long each start took until it was ready, in the order of the starts. */
    List<Double> startSeconds() {
        return List.copyOf(startSeconds);
    }

    @Override
    public void close() throws InterruptedException {
        var process = running;
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
