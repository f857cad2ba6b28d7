package dev.bonafide.identity.deadline;

import dev.bonafide.identity.desk.Standings;
import dev.bonafide.identity.store.Watches;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks at a score on the day on which time alone has made it worth telling. */
@ApplicationScoped
public class ScoreLook implements TimerHandler {

    private final Watches watches;
    private final Standings standings;

    ScoreLook(Watches watches, Standings standings) {
        this.watches = watches;
        this.standings = standings;
    }

    @Override
    public String kind() {
        return Watches.TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return watches.take(session, timer.ref())
                .chain(account -> account == null
                        ? Uni.createFrom().voidItem()
                        : standings.refresh(session, account, timer.now()));
    }
}
