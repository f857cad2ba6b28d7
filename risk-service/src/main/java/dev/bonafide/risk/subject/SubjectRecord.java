package dev.bonafide.risk.subject;

import dev.bonafide.risk.fact.SubjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What is remembered about one subject. Bounded, whatever happens; written as bytes that begin with a layout version. */
public sealed interface SubjectRecord permits AccountRecord, ListingRecord, ModelRecord {
    /** Layout that is written; older ones stay readable. */
    byte LAYOUT = 1;

    /** The facts it has taken in last. */
    SeenRing seen();

    /** Writes everything behind the layout version. */
    void write(DataOutput out) throws IOException;

    /** The record as it is kept. */
    default byte[] encoded() {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            seen().write(out);
            write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The record as it was kept, or an empty one for a subject never seen. */
    static SubjectRecord decoded(SubjectKey key, byte @Nullable [] kept) {
        if (kept == null) {
            return switch (key.kind()) {
                case ACCOUNT -> new AccountRecord();
                case LISTING -> new ListingRecord();
                case MODEL -> new ModelRecord();
            };
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(kept))) {
            byte layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException(
                        "Layout " + layout + " of " + key.kind() + " (expected: " + LAYOUT + ")");
            }
            return switch (key.kind()) {
                case ACCOUNT -> AccountRecord.read(in);
                case LISTING -> ListingRecord.read(in);
                case MODEL -> ModelRecord.read(in);
            };
        } catch (IOException truncated) {
            throw new UncheckedIOException("A record of " + key.kind() + " is truncated", truncated);
        }
    }
}
