package dev.bonafide.logistics.address;

import dev.bonafide.logistics.address.Address.Content;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Who may write what into the address book. */
public final class AddressRules {

    /** The most addresses of one person. */
    public static final int PER_OWNER_MAX = 50;

    private AddressRules() {}

    /**
     * Someone puts an address under an id of their own making.
     *
     * @param ifMatch the version they have seen, if they say so
     */
    public record PutAddress(UUID id, UUID by, OptionalLong ifMatch, Content content) {}

    /** What comes of it. */
    public sealed interface Decision {
        /** A new address. */
        record Created(Address address) implements Decision {}

        /** Another content under the same id. */
        record Changed(Address address) implements Decision {}

        /** It is as asked already. */
        record Unchanged(Address address) implements Decision {}

        /** The id is somebody else's; whoever asks must not learn that it exists. */
        record NotYours() implements Decision {}

        /** A change has to say which version it changes. */
        record VersionMissing() implements Decision {}

        /** It was changed in the meantime; {@code current} is absent where there is nothing to change. */
        record Stale(OptionalLong current) implements Decision {}

        /** The book is full. */
        record BookFull(int most) implements Decision {}
    }

    /** Decides. {@code ownedCount} is how many addresses the asker has by now. */
    public static Decision decide(Optional<Address> present, PutAddress asked, int ownedCount) {
        if (present.isEmpty()) {
            return create(asked, ownedCount);
        }
        Address address = present.get();
        if (!address.ownerId().equals(asked.by())) {
            return new Decision.NotYours();
        }
        if (asked.ifMatch().isPresent() && asked.ifMatch().getAsLong() != address.version()) {
            return new Decision.Stale(OptionalLong.of(address.version()));
        }
        if (address.content().equals(asked.content())) {
            return new Decision.Unchanged(address);
        }
        return asked.ifMatch().isEmpty()
                ? new Decision.VersionMissing()
                : new Decision.Changed(
                        new Address(address.id(), address.ownerId(), address.version() + 1, asked.content()));
    }

    private static Decision create(PutAddress asked, int ownedCount) {
        if (asked.ifMatch().isPresent()) {
            return new Decision.Stale(OptionalLong.empty());
        }
        return ownedCount >= PER_OWNER_MAX
                ? new Decision.BookFull(PER_OWNER_MAX)
                : new Decision.Created(new Address(asked.id(), asked.by(), 1, asked.content()));
    }
}
