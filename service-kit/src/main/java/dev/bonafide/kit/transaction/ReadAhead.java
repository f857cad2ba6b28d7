package dev.bonafide.kit.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What was read for several commands at once, in the transaction they share, until the one it is for asks for it. It is given
 * out once: who asks again reads again, for the transaction may have changed it meanwhile.
 */
@ApplicationScoped
public class ReadAhead {
    private final Map<Mutiny.Session, Map<Object, Object>> read = new ConcurrentHashMap<>();

    /** Keeps what was read; the question is a record, so that two of a kind never meet. */
    public void keep(Mutiny.Session session, Record question, Object answer) {
        read.computeIfAbsent(session, _ -> new HashMap<>()).put(question, answer);
    }

    /** What was read ahead for that question; null if nothing was. */
    public @Nullable Object take(Mutiny.Session session, Record question) {
        var answers = read.get(session);
        return answers == null ? null : answers.remove(question);
    }

    void forget(Mutiny.Session session) {
        read.remove(session);
    }
}
