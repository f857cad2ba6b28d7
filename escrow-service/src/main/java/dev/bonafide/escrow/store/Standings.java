package dev.bonafide.escrow.store;

import dev.bonafide.escrow.instalment.Standing;
import dev.bonafide.escrow.instalment.TrustLevel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Levels and scores of accounts, as identity tells them. The latest word about each counts. */
@ApplicationScoped
public class Standings {
    private static final String FIND = "select level, score from buyer_standing where account_id = :account";
    private static final String KEEP_LEVEL = """
            insert into buyer_standing as known (account_id, level, level_at) values (:account, :level, :at)
            on conflict (account_id) do update set level = excluded.level, level_at = excluded.level_at
             where known.level_at is null or known.level_at <= excluded.level_at""";
    private static final String KEEP_SCORE = """
            insert into buyer_standing as known (account_id, score, score_at) values (:account, :score, :at)
            on conflict (account_id) do update set score = excluded.score, score_at = excluded.score_at
             where known.score_at is null or known.score_at <= excluded.score_at""";

    /** The standing of the account. */
    public Uni<Standing> find(Mutiny.Session session, UUID account) {
        return find(session, account, FIND);
    }

    /** The standing of the account; whoever else asks like this waits until this transaction has ended. */
    public Uni<Standing> lock(Mutiny.Session session, UUID account) {
        return find(session, account, FIND + " for update");
    }

    /** Keeps the level unless a later word is known. */
    public Uni<Void> keepLevel(Mutiny.Session session, UUID account, TrustLevel level, Instant at) {
        return session.createNativeQuery(KEEP_LEVEL)
                .setParameter("account", account)
                .setParameter("level", level.name())
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Keeps the score unless a later word is known. */
    public Uni<Void> keepScore(Mutiny.Session session, UUID account, int score, Instant at) {
        return session.createNativeQuery(KEEP_SCORE)
                .setParameter("account", account)
                .setParameter("score", score)
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Standing> find(Mutiny.Session session, UUID account, String query) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("account", account)
                .getSingleResultOrNull()
                .map(row -> row == null ? Standing.UNKNOWN : standing((String) row[0], (Number) row[1]));
    }

    private static Standing standing(@Nullable String level, @Nullable Number score) {
        return new Standing(
                level == null ? Standing.UNKNOWN.level() : TrustLevel.valueOf(level),
                score == null ? null : score.intValue());
    }
}
