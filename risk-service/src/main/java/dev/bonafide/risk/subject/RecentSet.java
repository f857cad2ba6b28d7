package dev.bonafide.risk.subject;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Up to 64 different things with the time each was last seen. When it is full the oldest drops out: 64 means 64 or more. */
final class RecentSet {
    static final int CAPACITY = 64;

    private final long[] things = new long[CAPACITY];
    private final long[] seenMillis = new long[CAPACITY];
    private int size;

    /** Remembers that the thing was seen; an earlier time than the one known changes nothing. */
    void touch(UUID thing, Instant at) {
        long hash = thing.getMostSignificantBits() * 31 + thing.getLeastSignificantBits();
        long millis = at.toEpochMilli();
        for (int i = 0; i < size; i++) {
            if (things[i] == hash) {
                seenMillis[i] = Math.max(seenMillis[i], millis);
                return;
            }
        }
        if (size < CAPACITY) {
            put(size++, hash, millis);
        } else if (seenMillis[oldest()] < millis) {
            put(oldest(), hash, millis);
        }
    }

    private void put(int place, long hash, long millis) {
        things[place] = hash;
        seenMillis[place] = millis;
    }

    /**
     * How many were last seen within a window that ends now, or with the latest thing seen if that is later: a fact that was
     * overtaken on its way is judged by all that is known, or a burst could slip through out of order.
     */
    long countWithin(Duration window, Instant now) {
        long to = now.toEpochMilli();
        for (int i = 0; i < size; i++) {
            to = Math.max(to, seenMillis[i]);
        }
        long from = to - window.toMillis();
        long count = 0;
        for (int i = 0; i < size; i++) {
            if (seenMillis[i] > from) {
                count++;
            }
        }
        return count;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            if (seenMillis[i] < seenMillis[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(things[i]);
            out.writeLong(seenMillis[i]);
        }
    }

    static RecentSet read(DataInput in) throws IOException {
        var set = new RecentSet();
        set.size = in.readUnsignedByte();
        for (int i = 0; i < set.size; i++) {
            set.things[i] = in.readLong();
            set.seenMillis[i] = in.readLong();
        }
        return set;
    }
}
