package dev.bonafide.community.desk;

import dev.bonafide.community.events.NotificationSentV1;
import dev.bonafide.community.notice.Notice;
import dev.bonafide.community.notice.Wording;
import dev.bonafide.community.store.Known;
import dev.bonafide.community.store.Notices;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells people things, and shows them what they were told. */
@ApplicationScoped
public class NoticeDesk {
    private static final List<String> CHANNELS = List.of("IN_APP", "LIVE");

    /** A notice in the words of one language. */
    public record Told(Notices.Stored notice, Wording.Words words) {}

    /** Some of a person's notices and the number of those not read. */
    public record Inbox(List<Told> notices, long unread, Language language) {}

    private final Transactions transactions;
    private final Notices notices;
    private final Known known;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Wording wording;

    NoticeDesk(
            Transactions transactions,
            Notices notices,
            Known known,
            Outbox outbox,
            Ids ids,
            Clock clock,
            Wording wording) {
        this.transactions = transactions;
        this.notices = notices;
        this.known = known;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.wording = wording;
    }

    /** Tells what follows from an event, in the transaction that takes the event in. */
    public Uni<Void> tell(Mutiny.Session session, UUID event, List<Notice> all) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(notice -> tell(session, event, notice))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Mutiny.Session session, UUID event, Notice notice) {
        var id = ids.next();
        var now = clock.instant();
        return notices.add(session, id, event, notice, now)
                .chain(added -> added
                        ? outbox.append(
                                        session,
                                        new OutgoingEvent(
                                                NotificationSentV1.TOPIC,
                                                notice.recipient(),
                                                NotificationSentV1.TYPE,
                                                new NotificationSentV1(
                                                        id,
                                                        notice.recipient(),
                                                        notice.template().name(),
                                                        notice.subjectKind().name(),
                                                        notice.subject(),
                                                        CHANNELS,
                                                        now),
                                                now))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /** A page of the person's notices, one more than the limit if there is one, in the language asked for or the person's own. */
    public Uni<Inbox> read(UUID account, Optional<Language> asked, Optional<Cursor> after, int limit) {
        return transactions.run(session -> asked.map(
                        language -> Uni.createFrom().item(language))
                .orElseGet(() -> known.language(session, account))
                .chain(language -> notices.page(session, account, after, limit + 1)
                        .chain(page -> notices.unread(session, account)
                                .map(unread -> new Inbox(
                                        page.stream()
                                                .map(notice -> told(language, notice))
                                                .toList(),
                                        unread,
                                        language)))));
    }

    /** Marks a notice as read; false if the person has no such notice. */
    public Uni<Boolean> markRead(UUID account, UUID notice) {
        return transactions.run(session -> notices.read(session, account, notice, clock.instant()));
    }

    private Told told(Language language, Notices.Stored notice) {
        return new Told(notice, wording.of(language, notice.template(), notice.facts()));
    }
}
