package dev.bonafide.kit.id;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, a 12 bit counter, 62 random bits.
 *
 * <p>Ids of one instance strictly increase, also within a millisecond and when the clock steps back. Safe for any number
 * of threads.
 */
@ApplicationScoped
public class Ids {

    private static final int COUNTER_MAX = 0xFFF;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final long LOW_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private long lastMillis = -1;
    private int counter;

    /** Makes ids on that clock, from a cryptographic source of chance. */
    @Inject
    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id, larger than every id this instance gave before. */
    public UUID next() {
        lock.lock();
        try {
            long now = clock.millis();
            if (now > lastMillis) {
                lastMillis = now;
                // Starting in the lower half leaves at least 2048 ids in the same millisecond before time is borrowed.
                counter = random.nextInt(COUNTER_MAX / 2);
            } else if (++counter > COUNTER_MAX) {
                lastMillis++;
                counter = 0;
            }
            return new UUID(lastMillis << 16 | VERSION_7 | counter, VARIANT_RFC | random.nextLong() & LOW_62_BITS);
        } finally {
            lock.unlock();
        }
    }
}
