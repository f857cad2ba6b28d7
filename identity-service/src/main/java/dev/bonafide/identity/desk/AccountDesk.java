package dev.bonafide.identity.desk;

import dev.bonafide.identity.account.Account;
import dev.bonafide.identity.events.UserRegisteredV1;
import dev.bonafide.identity.standing.Standing;
import dev.bonafide.identity.store.Accounts;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.store.Verifications;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Registers people, and says what is known of them. */
@ApplicationScoped
public class AccountDesk {

    /** An account with all that hangs on it. */
    public record Overview(Account account, Standing standing, List<VerificationRow> verifications, Instant asOf) {}

    private final Transactions transactions;
    private final Accounts accounts;
    private final Verifications verifications;
    private final Standings standings;
    private final Outbox outbox;
    private final Clock clock;

    AccountDesk(
            Transactions transactions,
            Accounts accounts,
            Verifications verifications,
            Standings standings,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.verifications = verifications;
        this.standings = standings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Registers the account if it is seen for the first time. Of many who come at once one registers it. */
    public Uni<Void> seen(UUID id, Language language) {
        return transactions.run(session -> accounts.exists(session, id)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : register(session, new Account(id, clock.instant(), language))));
    }

    /** The account with all that hangs on it; null if there is none. */
    public Uni<@Nullable Overview> overview(UUID id) {
        Instant now = clock.instant();
        return transactions.run(session -> accounts.find(session, id)
                .chain(account -> account == null
                        ? Uni.createFrom().nullItem()
                        : standings
                                .at(session, id, now)
                                .chain(standing -> standing == null
                                        ? Uni.createFrom().nullItem()
                                        : verifications
                                                .of(session, id)
                                                .map(proofs -> new Overview(account, standing, proofs, now)))));
    }

    /** Changes the language in which the account is told things. */
    public Uni<Void> speak(UUID id, Language language) {
        return transactions.run(session -> accounts.speak(session, id, language));
    }

    private Uni<Void> register(Mutiny.Session session, Account account) {
        return accounts.create(session, account)
                .chain(made -> made
                        ? outbox.append(session, registered(account))
                                .chain(() -> standings.refresh(session, account.id(), account.registeredAt()))
                        : Uni.createFrom().voidItem());
    }

    private static OutgoingEvent registered(Account account) {
        return new OutgoingEvent(
                "identity.accounts",
                account.id(),
                UserRegisteredV1.TYPE,
                new UserRegisteredV1(
                        account.id(), account.registeredAt(), account.language().tag()),
                account.registeredAt());
    }
}
