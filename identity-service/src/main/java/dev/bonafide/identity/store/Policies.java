package dev.bonafide.identity.store;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.right.RightsPolicy;
import dev.bonafide.identity.right.RightsPolicy.Grant;
import dev.bonafide.identity.right.RightsPolicy.LowScore;
import dev.bonafide.kit.event.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Published rights policies. */
@ApplicationScoped
public class Policies {

    private static final String CURRENT = """
            select version, body from rights_policy where valid_from <= :now
            order by valid_from desc limit 1""";

    private record Body(Map<Level, Grant> levels, List<LowScore> lowScore) {}

    /** The policy that is in force at that instant. */
    public Uni<RightsPolicy> current(Mutiny.Session session, Instant now) {
        return session.createNativeQuery(CURRENT, Object[].class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(row -> policy((String) row[0], EventJson.read((String) row[1], Body.class)));
    }

    private static RightsPolicy policy(String version, Body body) {
        return new RightsPolicy(version, body.levels(), body.lowScore());
    }
}
