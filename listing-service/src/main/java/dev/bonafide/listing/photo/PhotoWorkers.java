package dev.bonafide.listing.photo;

import dev.bonafide.listing.photo.Examined.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of workers that examine uploads. Each has a time limit; one that is stuck in a decoder is given up and
 * its place is free again. When all are busy and the queue is full, nothing more is taken in.
 */
public final class PhotoWorkers implements AutoCloseable {
    private final ThreadPoolExecutor pool;
    private final PhotoLimits limits;
    private final Duration timeMax;

    /** That many workers and places to wait, that much time for one picture. */
    public PhotoWorkers(int workers, int queue, Duration timeMax, PhotoLimits limits) {
        this.pool = new ThreadPoolExecutor(
                workers,
                workers,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name("photo-", 0).daemon().factory());
        this.pool.allowCoreThreadTimeOut(true);
        this.limits = limits;
        this.timeMax = timeMax;
    }

    /** The verdict on the bytes, some time later; nothing if all workers are busy and nobody else may wait. */
    public Optional<CompletableFuture<Examined>> examine(byte[] bytes) {
        var verdict = new CompletableFuture<Examined>();
        try {
            pool.execute(() -> examine(new Examination(bytes, limits), verdict));
            return Optional.of(verdict);
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
    }

    // The decoding thread is one of its own, so that giving it up leaves the worker free for the next picture.
    private void examine(Examination examination, CompletableFuture<Examined> verdict) {
        var decoding = Thread.ofPlatform().name("photo-decoding").daemon().unstarted(() -> {
            try {
                verdict.complete(examination.run());
            } catch (Error | RuntimeException failure) {
                // An error as well, such as a picture that needs too much memory: whoever waits must hear of it.
                verdict.completeExceptionally(failure);
            }
        });
        decoding.start();
        try {
            if (!decoding.join(timeMax)) {
                verdict.complete(new Refused("PHOTO_TOO_SLOW", Map.of("secondsMax", timeMax.toSeconds())));
                examination.giveUp();
                decoding.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            verdict.completeExceptionally(stopping);
            examination.giveUp();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
