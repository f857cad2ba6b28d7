package dev.bonafide.escrow.audit;

import dev.bonafide.escrow.ledger.AccountKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order or seller whose accounts a finding is about, and whose money does not move until it is resolved. */
public record Concerned(Kind kind, UUID id) {

    /** Whose accounts they are. */
    public enum Kind {
        ORDER,
        SELLER
    }

    /** The owners of accounts, given by their codes as they stand in rows, and the order if there is one. */
    static Set<Concerned> by(@Nullable UUID orderId, Iterable<String> accounts) {
        var concerned = new LinkedHashSet<Concerned>();
        if (orderId != null) {
            concerned.add(new Concerned(Kind.ORDER, orderId));
        }
        accounts.forEach(account -> of(account).ifPresent(concerned::add));
        return concerned;
    }

    /** The owner of an account. Nobody for the platform's own, and for a code that is none: rows may have been altered. */
    static Optional<Concerned> of(String account) {
        var colon = account.indexOf(':');
        return Arrays.stream(AccountKind.values())
                .filter(kind -> colon > 0 && kind.name().equals(account.substring(0, colon)))
                .findFirst()
                .flatMap(kind -> owned(kind, account.substring(colon + 1)));
    }

    private static Optional<Concerned> owned(AccountKind kind, String owner) {
        try {
            var id = UUID.fromString(owner);
            return switch (kind.owner()) {
                case ORDER -> Optional.of(new Concerned(Kind.ORDER, id));
                case SELLER -> Optional.of(new Concerned(Kind.SELLER, id));
                case PLATFORM -> Optional.empty();
            };
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
