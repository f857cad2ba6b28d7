package dev.bonafide.kit.transaction;

import dev.bonafide.kit.problem.OutageSign;
import jakarta.enterprise.context.ApplicationScoped;

/** The database is away: a client should come back. */
@ApplicationScoped
class DatabaseOutage implements OutageSign {
    @Override
    public boolean tellsOfOutage(Throwable failure) {
        return Failures.isTransient(failure);
    }
}
