package dev.bonafide.escrow.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which of several replicas does what only one may do at a time: a lock that lives as long as the transaction. */
@ApplicationScoped
public class Locks {
    /** What only one may do at a time. */
    public enum Task {
        SEALING(0x6c65646765722d73L),
        AUDIT(0x6c65646765722d61L);

        private final long key;

        Task(long key) {
            this.key = key;
        }
    }

    /** Whether it is ours until this transaction ends; never waits. */
    public Uni<Boolean> take(Mutiny.Session session, Task task) {
        return session.createNativeQuery("select pg_try_advisory_xact_lock(:key)", Boolean.class)
                .setParameter("key", task.key)
                .getSingleResult();
    }
}
