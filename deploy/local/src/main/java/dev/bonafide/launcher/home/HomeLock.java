package dev.bonafide.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** Keeps two launchers from changing the same thing at once. The system lets go of it when its holder dies in any way. */
public final class HomeLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock if it is free within the given time. */
    public static Optional<HomeLock> take(Path file, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (true) {
                if (channel.tryLock() != null) {
                    return Optional.of(new HomeLock(channel));
                }
                if (System.nanoTime() >= end) {
                    channel.close();
                    return Optional.empty();
                }
                Thread.sleep(PAUSE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release a lock", e);
        }
    }
}
