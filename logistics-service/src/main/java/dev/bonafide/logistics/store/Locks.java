package dev.bonafide.logistics.store;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Locks on things that may not have a row yet; they are given back when the transaction ends. */
final class Locks {

    private Locks() {}

    static Uni<Void> take(Mutiny.Session session, String name) {
        return session.createNativeQuery("""
                        with locked as (select pg_advisory_xact_lock(hashtextextended(cast(:name as text), 0)))
                        select count(*) from locked""", Long.class)
                .setParameter("name", name)
                .getSingleResult()
                .replaceWithVoid();
    }
}
