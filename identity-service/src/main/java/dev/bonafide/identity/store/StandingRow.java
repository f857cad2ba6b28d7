package dev.bonafide.identity.store;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.right.Rights;
import dev.bonafide.identity.score.Factor;
import dev.bonafide.identity.score.Score;
import dev.bonafide.identity.standing.Standing;
import dev.bonafide.identity.standing.TrustCard;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The standing that was told last, so that only what differs from it is told again. */
@Entity
@Table(name = "standing")
public class StandingRow {

    private record Factors(List<Factor> factors) {}

    @Id
    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "level")
    @Enumerated(EnumType.STRING)
    private Level level;

    @Column(name = "score")
    private int score;

    @Column(name = "model_version")
    private String modelVersion;

    @Column(name = "factors")
    private String factors;

    @Column(name = "policy_version")
    private String policyVersion;

    @Column(name = "max_order_minor")
    private long maxOrderMinor;

    @Column(name = "max_order_currency")
    private String maxOrderCurrency;

    @Column(name = "publish_per_day")
    private int publishPerDay;

    @Column(name = "payout_delay_days")
    private int payoutDelayDays;

    @Column(name = "card")
    private String card;

    @Column(name = "computed_at")
    private Instant computedAt;

    /** For Hibernate. */
    protected StandingRow() {}

    /** The first standing of an account. */
    public StandingRow(UUID account, Standing standing, Instant now) {
        accountId = account;
        take(standing, now);
    }

    /** Takes over a newer standing. */
    public final void take(Standing standing, Instant now) {
        level = standing.level();
        score = standing.score().value();
        modelVersion = standing.score().modelVersion();
        factors = EventJson.write(new Factors(standing.score().factors()));
        policyVersion = standing.rights().policyVersion();
        maxOrderMinor = standing.rights().maxOrder().amountMinor();
        maxOrderCurrency = standing.rights().maxOrder().currency().getCurrencyCode();
        publishPerDay = standing.rights().publishPerDay();
        payoutDelayDays = standing.rights().payoutDelayDays();
        card = EventJson.write(standing.card());
        computedAt = now;
    }

    /** The standing as the rules know it. */
    public Standing standing() {
        return new Standing(
                level,
                new Score(
                        score,
                        modelVersion,
                        EventJson.read(factors, Factors.class).factors()),
                new Rights(policyVersion, Money.of(maxOrderMinor, maxOrderCurrency), publishPerDay, payoutDelayDays),
                EventJson.read(card, TrustCard.class));
    }
}
