package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.store.Statements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Statements for sellers, of one moment of the ledger. */
@ApplicationScoped
public class StatementDesk {
    /** The most movements of one statement; a longer time is asked for in pieces. */
    public static final int MOVEMENTS_MAX = 10_000;

    private final Statements statements;

    StatementDesk(Statements statements) {
        this.statements = statements;
    }

    /** The statement, or nothing if it would be too long. */
    public Uni<Optional<Statement>> statement(
            Mutiny.Session session, UUID seller, Currency currency, Instant from, Instant to) {
        // Both reads see the same moment, or what is posted between them would be in one and not in the other.
        return session.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate()
                .chain(() -> statements.positionAt(session, seller, currency, from))
                .chain(opening -> statements
                        .entries(session, seller, currency, from, to, MOVEMENTS_MAX + 1)
                        .map(entries -> entries.size() > MOVEMENTS_MAX
                                ? Optional.empty()
                                : Optional.of(Statement.of(seller, currency, from, to, opening, entries))));
    }
}
