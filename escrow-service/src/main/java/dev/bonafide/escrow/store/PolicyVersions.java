package dev.bonafide.escrow.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Every version of a policy that has been in force here, as it was. They are added and read, and never changed. */
@ApplicationScoped
public class PolicyVersions {
    private static final String KEEP = """
            insert into policy_version (kind, version, valid_from, content, known_at)
            values (:kind, :version, :from, :content, :at) on conflict do nothing""";
    private static final String READ = "select version, valid_from, content from policy_version where kind = :kind";

    /** What the versions are of. */
    public enum Kind {
        FEES,
        INSTALMENTS
    }

    /**
     * A version as it was kept.
     *
     * @param content JSON
     */
    public record Kept(String version, Instant from, String content) {}

    /** Keeps a version; false if one of that name is known, which then stays as it is. */
    public Uni<Boolean> keep(Mutiny.Session session, Kind kind, Kept version, Instant now) {
        return session.createNativeQuery(KEEP)
                .setParameter("kind", kind.name())
                .setParameter("version", version.version())
                .setParameter("from", version.from().atOffset(ZoneOffset.UTC))
                .setParameter("content", version.content())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    /** The version of that name, or null. */
    public Uni<@Nullable Kept> find(Mutiny.Session session, Kind kind, String version) {
        return session.createNativeQuery(READ + " and version = :version", Object[].class)
                .setParameter("kind", kind.name())
                .setParameter("version", version)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : kept(row));
    }

    /** All versions that have been in force, from the earliest to the latest. */
    public Uni<List<Kept>> all(Mutiny.Session session, Kind kind) {
        return session.createNativeQuery(READ + " order by valid_from, version", Object[].class)
                .setParameter("kind", kind.name())
                .getResultList()
                .map(rows -> rows.stream().map(PolicyVersions::kept).toList());
    }

    private static Kept kept(Object[] row) {
        return new Kept((String) row[0], Orders.instant(row[1]), (String) row[2]);
    }
}
