package dev.bonafide.logistics.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a parcel is, as far as its observations tell.
 *
 * @param path everything that is not retracted, in order
 * @param current what holds now; absent while nothing counts
 * @param firstScan when somebody first touched the parcel
 * @param delivered the delivery that holds now; absent when there is none or a later scan speaks against it
 * @param changesAt when a scan dated in the future begins to count; absent where there is none
 */
public record TrackingView(
        List<Line> path,
        @Nullable Line current,
        @Nullable Line firstScan,
        @Nullable Line delivered,
        boolean damaged,
        Progress progress,
        @Nullable Instant changesAt) {

    /**
     * One observation as it is shown.
     *
     * @param code how it is read in its place on the path
     * @param counts whether it has a say in where the parcel is
     */
    public record Line(
            String k,
            Code code,
            String rawCode,
            Instant at,
            @Nullable String city,
            Proof proof,
            boolean counts) {}

    /** How far the parcel is. */
    public enum Progress {
        ANNOUNCED,
        LABELLED,
        MOVING,
        AT_PICKUP_POINT,
        DELIVERED,
        RETURNING,
        RETURNED,
        LOST
    }

    /** Copies the path. */
    public TrackingView {
        path = List.copyOf(path);
    }

    /** A hash that differs exactly when what is shown differs, in lower-case hex. */
    public String digest() {
        StringBuilder shown = new StringBuilder(progress.name());
        path.forEach(line -> shown.append('\n')
                .append(line.k())
                .append(' ')
                .append(line.code())
                .append(' ')
                .append(line.counts()));
        shown.append('\n').append(current == null ? "-" : current.k());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(shown.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
