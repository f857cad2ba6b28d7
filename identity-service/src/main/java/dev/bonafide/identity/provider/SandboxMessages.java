package dev.bonafide.identity.provider;

import dev.bonafide.identity.sealing.Fingerprints;
import dev.bonafide.identity.sealing.Sealing;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.Columns;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's text messages: they go into a mailbox that can be read. Outside the sandbox it delivers nothing and says so.
 */
@ApplicationScoped
public class SandboxMessages implements MessageSender {

    private static final int LIMIT = 20;
    private static final String PLACE = "sandbox_message.body";
    private static final String KEEP = """
            insert into sandbox_message (id, account_id, phone, body_sealed, sent_at)
            values (:id, :account, :phone, :body, :now)""";
    private static final String READ = """
            select id, account_id, body_sealed, sent_at from sandbox_message
            where (cast(:account as uuid) is null or account_id = :account)
              and (cast(:phone as text) is null or phone = :phone)
            order by id desc limit :limit""";

    /** What lies in the mailbox. */
    public record Message(UUID messageId, UUID accountId, String phone, String text, String code, Instant sentAt) {}

    private record Body(String phone, String text, String code) {}

    private final KitConfig config;
    private final Transactions transactions;
    private final Sealing sealing;
    private final Fingerprints fingerprints;
    private final Ids ids;
    private final Clock clock;

    SandboxMessages(
            KitConfig config,
            Transactions transactions,
            Sealing sealing,
            Fingerprints fingerprints,
            Ids ids,
            Clock clock) {
        this.config = config;
        this.transactions = transactions;
        this.sealing = sealing;
        this.fingerprints = fingerprints;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Uni<Void> send(TextMessage message) {
        if (!config.sandbox()) {
            return Uni.createFrom().failure(() -> new ProviderUnavailable("Text messages"));
        }
        String body = EventJson.write(new Body(message.phone().e164(), message.text(), message.code()));
        return transactions
                .run(session -> session.createNativeQuery(KEEP)
                        .setParameter("id", ids.next())
                        .setParameter("account", message.account())
                        .setParameter("phone", fingerprints.of(message.phone()).hex())
                        .setParameter("body", sealing.seal(message.account(), PLACE, body))
                        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The latest messages, the newest first: of one account or of all, to one phone or to all. */
    public Uni<List<Message>> read(@Nullable UUID account, @Nullable PhoneNumber phone) {
        return transactions.run(session -> session.createNativeQuery(READ, Object[].class)
                .setParameter("account", account)
                .setParameter(
                        "phone", phone == null ? null : fingerprints.of(phone).hex())
                .setParameter("limit", LIMIT)
                .getResultList()
                .map(rows -> rows.stream().map(this::message).toList()));
    }

    private Message message(Object[] row) {
        UUID account = (UUID) row[1];
        Body body = EventJson.read(sealing.open(account, PLACE, (byte[]) row[2]), Body.class);
        Instant sentAt = Columns.instant(row[3]);
        return new Message((UUID) row[0], account, body.phone(), body.text(), body.code(), sentAt);
    }
}
