package dev.bonafide.risk.subject;

import dev.bonafide.risk.feature.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The prices a model was last offered at, one per listing, the latest 64. A seller's own listings never count for their own
 * price, so nobody can talk the reference down for themselves.
 */
public final class ModelRecord implements SubjectRecord {
    static final int CAPACITY = 64;

    /** Age from which a price is no reference any more. */
    static final Duration AGE_MAX = Duration.ofDays(30);

    private record Sample(long listing, long seller, long priceMinor, long atMillis) {}

    private final SeenRing seen;
    private final List<Sample> samples = new ArrayList<>();

    ModelRecord() {
        this(new SeenRing());
    }

    private ModelRecord(SeenRing seen) {
        this.seen = seen;
    }

    /** Remembers the price a listing shows, in place of the one it showed before. */
    void offered(UUID listing, UUID seller, long priceMinor, Instant at) {
        long hash = hash(listing);
        samples.removeIf(sample -> sample.listing() == hash);
        samples.add(new Sample(hash, hash(seller), priceMinor, at.toEpochMilli()));
        if (samples.size() > CAPACITY) {
            samples.removeFirst();
        }
    }

    /** How a seller's price stands beside those of others. */
    Map<String, Object> compared(UUID seller, long priceMinor, Instant now) {
        long self = hash(seller);
        long from = now.minus(AGE_MAX).toEpochMilli();
        long[] prices = samples.stream()
                .filter(sample -> sample.seller() != self && sample.atMillis() > from)
                .mapToLong(Sample::priceMinor)
                .sorted()
                .toArray();
        long median = median(prices);
        if (median <= 0) {
            return Map.of(Feature.LST_COMPARABLES.wireName(), (long) prices.length);
        }
        return Map.of(
                Feature.LST_COMPARABLES.wireName(),
                (long) prices.length,
                Feature.LST_RATIO_PCT.wireName(),
                percent(priceMinor, median));
    }

    private static long median(long[] sorted) {
        if (sorted.length == 0) {
            return 0;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
    }

    private static long percent(long price, long median) {
        return price > Long.MAX_VALUE / 100 ? Long.MAX_VALUE / median : price * 100 / median;
    }

    private static long hash(UUID id) {
        return id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
    }

    @Override
    public SeenRing seen() {
        return seen;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(samples.size());
        for (var sample : samples) {
            out.writeLong(sample.listing());
            out.writeLong(sample.seller());
            out.writeLong(sample.priceMinor());
            out.writeLong(sample.atMillis());
        }
    }

    static ModelRecord read(DataInput in) throws IOException {
        var model = new ModelRecord(SeenRing.read(in));
        int size = in.readUnsignedByte();
        for (int i = 0; i < size; i++) {
            model.samples.add(new Sample(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
        return model;
    }
}
