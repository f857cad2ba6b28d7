package dev.bonafide.escrow.store;

import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.approval.FourEyes.Kind;
import dev.bonafide.kit.event.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Wishes that need a second person. */
@ApplicationScoped
public class Approvals {
    private static final String ADD = """
            insert into approval (id, kind, subject, wish, asked_by, asked_at, expires_at, state)
            values (:id, :kind, :subject, :wish, :by, :at, :expires, 'OPEN')""";
    private static final String SELECT = """
            select id, kind, wish, asked_by, asked_at, expires_at, state, decided_by, decided_at from approval\s""";
    private static final String DECIDE =
            "update approval set state = :state, decided_by = :by, decided_at = :at where id = :id and state = 'OPEN'";

    /** Adds a wish. */
    public Uni<Void> add(Mutiny.Session session, Approval approval) {
        return session.createNativeQuery(ADD)
                .setParameter("id", approval.id())
                .setParameter("kind", approval.wish().kind().name())
                .setParameter("subject", approval.wish().subject())
                .setParameter("wish", EventJson.write(approval.wish()))
                .setParameter("by", approval.askedBy())
                .setParameter("at", approval.askedAt().atOffset(ZoneOffset.UTC))
                .setParameter("expires", approval.expiresAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The wish, which from now on only this transaction can decide; null if there is none. */
    public Uni<@Nullable Approval> lock(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(SELECT + "where id = :id for update", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : approval(row));
    }

    /** The wishes of a kind about a thing that still wait, oldest first. */
    public Uni<List<Approval>> open(Mutiny.Session session, FourEyes wish, Instant now) {
        return session.createNativeQuery(
                        SELECT + "where kind = :kind and subject = :subject and state = 'OPEN' and expires_at > :now"
                                + " order by id for update",
                        Object[].class)
                .setParameter("kind", wish.kind().name())
                .setParameter("subject", wish.subject())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(rows -> rows.stream().map(Approvals::approval).toList());
    }

    /** All wishes, newest first, older than the one given. */
    public Uni<List<Approval>> newest(Mutiny.Session session, @Nullable UUID before, int limit) {
        return session.createNativeQuery(
                        SELECT + "where id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')"
                                + " order by id desc limit :limit",
                        Object[].class)
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Approvals::approval).toList());
    }

    /** Writes what was decided, and by whom. */
    public Uni<Void> decide(Mutiny.Session session, UUID id, Approval.State state, UUID by, Instant now) {
        return session.createNativeQuery(DECIDE)
                .setParameter("state", state.name())
                .setParameter("by", by)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Approval approval(Object[] row) {
        return new Approval(
                (UUID) row[0],
                wish(Kind.valueOf((String) row[1]), (String) row[2]),
                (UUID) row[3],
                Orders.instant(row[4]),
                Orders.instant(row[5]),
                Approval.State.valueOf((String) row[6]),
                (UUID) row[7],
                row[8] == null ? null : Orders.instant(row[8]));
    }

    private static FourEyes wish(Kind kind, String json) {
        return switch (kind) {
            case FUND_POOL -> EventJson.read(json, FourEyes.FundPool.class);
            case CHANGE_POOL -> EventJson.read(json, FourEyes.ChangePool.class);
            case STOP_POOL -> EventJson.read(json, FourEyes.StopPool.class);
            case RESUME_POOL -> EventJson.read(json, FourEyes.ResumePool.class);
            case WRITE_OFF -> EventJson.read(json, FourEyes.WriteOff.class);
            case EXTEND_FREEZE -> EventJson.read(json, FourEyes.ExtendFreeze.class);
            case EXTEND_MILESTONE_FREEZE -> EventJson.read(json, FourEyes.ExtendMilestoneFreeze.class);
        };
    }
}
