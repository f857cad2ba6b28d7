package dev.bonafide.community.desk;

import dev.bonafide.community.store.Known;
import dev.bonafide.community.tip.Tip;
import dev.bonafide.community.tip.ViewTips;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the tips for what somebody looks at. */
@ApplicationScoped
public class TipDesk {
    private final Transactions transactions;
    private final Known known;
    private final Clock clock;

    TipDesk(Transactions transactions, Known known, Clock clock) {
        this.transactions = transactions;
        this.known = known;
        this.clock = clock;
    }

    /**
     * The tips for somebody who views the listing, or null if there is no such listing here. A seller of whom nothing is
     * known yet gives no tips: a tip must rest on something.
     */
    public Uni<@Nullable List<Tip>> onView(UUID listing) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return transactions.run(session -> known.ownerOf(session, listing)
                .chain(seller -> seller == null
                        ? Uni.createFrom().<@Nullable List<Tip>>nullItem()
                        : known.facts(session, seller)
                                .map(facts -> facts == null ? List.<Tip>of() : ViewTips.of(facts, today))));
    }
}
