package dev.bonafide.journeys.client;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another service is about to do. */
public final class Waiting {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Waiting() {}

    /** Asks again until the answer is as wished, and returns it; fails with the last answer after a minute. */
    public static <T> T until(String what, Supplier<T> ask, Predicate<T> wished) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var answer = ask.get();
            if (wished.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new UnexpectedAnswer("Waited " + LIMIT.toSeconds() + " s for " + what + ", last seen: " + answer);
            }
            pause(INTERVAL);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
