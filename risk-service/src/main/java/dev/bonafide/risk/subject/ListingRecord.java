package dev.bonafide.risk.subject;

import dev.bonafide.risk.fact.SubjectKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered about a listing: which model it offers, because a change of price does not say so. */
public final class ListingRecord implements SubjectRecord {
    private final SeenRing seen;
    private @Nullable SubjectKey model;

    ListingRecord() {
        this(new SeenRing());
    }

    private ListingRecord(SeenRing seen) {
        this.seen = seen;
    }

    void offers(SubjectKey offered) {
        model = offered;
    }

    /** The model it offers, once it has been on sale. */
    Optional<SubjectKey> model() {
        return Optional.ofNullable(model);
    }

    @Override
    public SeenRing seen() {
        return seen;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeUTF(model == null ? "" : model.toString());
    }

    static ListingRecord read(DataInput in) throws IOException {
        var listing = new ListingRecord(SeenRing.read(in));
        var kept = in.readUTF();
        listing.model = kept.isEmpty() ? null : SubjectKey.parse(kept);
        return listing;
    }
}
