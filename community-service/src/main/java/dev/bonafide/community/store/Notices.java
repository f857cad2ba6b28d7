package dev.bonafide.community.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.community.notice.Notice;
import dev.bonafide.community.notice.Template;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.transaction.Columns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Notices in the database. */
@ApplicationScoped
public class Notices {
    private static final String ADD = """
            insert into notice (id, event_id, account_id, template, subject_kind, subject_id, facts, sent_at)
            values (:id, :event, :account, :template, :kind, :subject, cast(cast(:facts as text) as jsonb), :now)
            on conflict do nothing""";
    private static final String COLUMNS =
            "select id, template, subject_kind, subject_id, cast(facts as text), sent_at, read_at from notice ";
    private static final String PAGE = COLUMNS + """
                      where account_id = :account
                        and (sent_at, id) < (:before, :beforeId)
                      order by sent_at desc, id desc limit :limit""";
    private static final String READ = """
            update notice set read_at = coalesce(read_at, greatest(sent_at, :now))
             where id = :id and account_id = :account""";
    private static final String UNREAD = "select count(*) from notice where account_id = :account and read_at is null";

    /** Where a list begins that is read from its newest entry. */
    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");

    private static final UUID LAST_ID = new UUID(-1, -1);

    /** A notice as it was stored. */
    public record Stored(
            UUID id,
            Template template,
            Notice.SubjectKind subjectKind,
            UUID subject,
            JsonNode facts,
            Instant sentAt,
            @Nullable Instant readAt) {}

    /** Adds the notice that follows from the event; false if it is there already. */
    public Uni<Boolean> add(Mutiny.Session session, UUID id, UUID event, Notice notice, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("id", id)
                .setParameter("event", event)
                .setParameter("account", notice.recipient())
                .setParameter("template", notice.template().name())
                .setParameter("kind", notice.subjectKind().name())
                .setParameter("subject", notice.subject())
                .setParameter("facts", EventJson.write(notice.facts()))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(added -> added == 1);
    }

    /** The person's notices before the cursor, the newest first. */
    public Uni<List<Stored>> page(Mutiny.Session session, UUID account, Optional<Cursor> after, int limit) {
        return session.createNativeQuery(PAGE, Object[].class)
                .setParameter("account", account)
                .setParameter(
                        "before",
                        after.map(cursor -> cursor.instant(0)).orElse(AFTER_ALL).atOffset(ZoneOffset.UTC))
                .setParameter("beforeId", after.map(cursor -> cursor.id(1)).orElse(LAST_ID))
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Notices::stored).toList());
    }

    /** Marks the person's notice as read; false if the person has no such notice. */
    public Uni<Boolean> read(Mutiny.Session session, UUID account, UUID id, Instant now) {
        return session.createNativeQuery(READ)
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(found -> found == 1);
    }

    /** How many notices the person has not read. */
    public Uni<Long> unread(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(UNREAD, Long.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    private static Stored stored(Object[] row) {
        return new Stored(
                (UUID) row[0],
                Template.valueOf((String) row[1]),
                Notice.SubjectKind.valueOf((String) row[2]),
                (UUID) row[3],
                EventJson.read((String) row[4], JsonNode.class),
                Columns.instant(row[5]),
                Columns.instantOrNull(row[6]));
    }
}
