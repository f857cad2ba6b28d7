package dev.bonafide.risk.store;

import dev.bonafide.risk.rule.PolicyText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** The texts of all rule sets that have decided here. */
@ApplicationScoped
public class Policies {
    private static final String KEEP =
            "insert into policy (version, content, kept_at) values (:version, :content, :now) on conflict do nothing";

    /** Keeps a rule set unless it is kept already. */
    public Uni<Void> keep(Mutiny.Session session, PolicyText text, Instant now) {
        return session.createNativeQuery(KEEP)
                .setParameter("version", text.version())
                .setParameter("content", text.text())
                .setParameter("now", Rows.time(now))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The text of a version that has decided here. */
    public Uni<PolicyText> find(Mutiny.Session session, String version) {
        return session.createNativeQuery("select content from policy where version = :version", String.class)
                .setParameter("version", version)
                .getSingleResult()
                .map(content -> new PolicyText(content, version));
    }
}
