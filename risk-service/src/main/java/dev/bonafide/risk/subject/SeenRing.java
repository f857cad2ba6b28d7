package dev.bonafide.risk.subject;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;

/** The last facts a subject has taken in, so that one that comes again changes nothing. */
final class SeenRing {
    static final int CAPACITY = 64;

    private final long[] hashes = new long[CAPACITY];
    private int size;
    private int next;

    /** Whether the fact is among the last ones. */
    boolean contains(UUID eventId) {
        long hash = hash(eventId);
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    void add(UUID eventId) {
        hashes[next] = hash(eventId);
        next = (next + 1) % CAPACITY;
        size = Math.min(size + 1, CAPACITY);
    }

    private static long hash(UUID eventId) {
        return eventId.getMostSignificantBits() * 31 + eventId.getLeastSignificantBits();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(size);
        out.writeByte(next);
        for (int i = 0; i < size; i++) {
            out.writeLong(hashes[i]);
        }
    }

    static SeenRing read(DataInput in) throws IOException {
        var ring = new SeenRing();
        ring.size = in.readUnsignedByte();
        ring.next = in.readUnsignedByte();
        for (int i = 0; i < ring.size; i++) {
            ring.hashes[i] = in.readLong();
        }
        return ring;
    }
}
