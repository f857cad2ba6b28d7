package dev.bonafide.identity.store;

import dev.bonafide.identity.account.Account;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.transaction.Columns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Accounts in the database. */
@ApplicationScoped
public class Accounts {

    private static final String CREATE =
            "insert into account (id, registered_at, language) values (:id, :now, :language) on conflict do nothing";
    private static final String EXISTS = "select exists (select 1 from account where id = :id)";
    private static final String FIND = "select registered_at, language from account where id = :id";
    private static final String LOCK = FIND + " for update";
    private static final String SPEAK = "update account set language = :language where id = :id";

    /** Makes the account unless it exists; true if it was made. */
    public Uni<Boolean> create(Mutiny.Session session, Account account) {
        return session.createNativeQuery(CREATE)
                .setParameter("id", account.id())
                .setParameter("now", account.registeredAt().atOffset(ZoneOffset.UTC))
                .setParameter("language", account.language().tag())
                .executeUpdate()
                .map(made -> made == 1);
    }

    /** Whether there is such an account. */
    public Uni<Boolean> exists(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(EXISTS, Boolean.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /** The account, if there is one. */
    public Uni<@Nullable Account> find(Mutiny.Session session, UUID id) {
        return read(session, FIND, id);
    }

    /** The account, if there is one, held until the end of the transaction so that its standing changes in order. */
    public Uni<@Nullable Account> lock(Mutiny.Session session, UUID id) {
        return read(session, LOCK, id);
    }

    /** Changes the language of an account. */
    public Uni<Void> speak(Mutiny.Session session, UUID id, Language language) {
        return session.createNativeQuery(SPEAK)
                .setParameter("id", id)
                .setParameter("language", language.tag())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<@Nullable Account> read(Mutiny.Session session, String sql, UUID id) {
        return session.createNativeQuery(sql, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new Account(id, Columns.instant(row[0]), language((String) row[1])));
    }

    private static Language language(String tag) {
        return tag.equals(Language.CHINESE.tag()) ? Language.CHINESE : Language.ENGLISH;
    }
}
