package dev.bonafide.escrow.commit;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ways on which groups are carried out, few so that groups become large. A way is held for a short time at most: whoever
 * waits for somebody else's lock goes on waiting, but beside the way, and keeps nobody waiting who has to do with another order.
 */
final class Lanes {
    private final Semaphore free;
    private final Duration heldMax;
    private final Vertx vertx;

    Lanes(int count, Duration heldMax, Vertx vertx) {
        this.free = new Semaphore(count);
        this.heldMax = heldMax;
        this.vertx = vertx;
    }

    /** A lane that was free, or null; what is to be done runs once, when it is free again. */
    @Nullable
    Lane take(Runnable whenFree) {
        return free.tryAcquire() ? new Lane(whenFree) : null;
    }

    /** One that is held. */
    final class Lane {
        private final AtomicBoolean held = new AtomicBoolean(true);
        private final Runnable whenFree;
        private final long timer;

        private Lane(Runnable whenFree) {
            this.whenFree = whenFree;
            this.timer = vertx.setTimer(heldMax.toMillis(), _ -> free());
        }

        /** Gives it back, unless its time was up before. */
        void free() {
            if (held.compareAndSet(true, false)) {
                vertx.cancelTimer(timer);
                free.release();
                whenFree.run();
            }
        }
    }
}
