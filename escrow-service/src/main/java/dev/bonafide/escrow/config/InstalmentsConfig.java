package dev.bonafide.escrow.config;

import dev.bonafide.escrow.instalment.InstalmentPolicy;
import dev.bonafide.escrow.instalment.TrustLevel;
import dev.bonafide.kit.money.Money;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One version of who may pay in parts and how; amounts are in minor units, durations are business time. */
public interface InstalmentsConfig {
    /** The first instant at which it is in force; without one it has been from the beginning. */
    Optional<Instant> from();

    /** The numbers of parts to choose from. */
    @WithDefault("3,6,12")
    List<Integer> parts();

    /** The lowest level of a buyer. */
    @WithDefault("L2")
    TrustLevel levelMin();

    /** The lowest score of a buyer. */
    @WithDefault("650")
    int scoreMin();

    /** The currency of the amounts; plans are offered in no other. */
    @WithDefault("CNY")
    String currency();

    /** What a buyer may owe by all plans together. */
    @WithDefault("2000000")
    long debtMax();

    /** The lowest total of an order that may be paid in parts. */
    @WithDefault("60000")
    long totalMin();

    /** The highest one. */
    @WithDefault("2000000")
    long totalMax();

    /** In which the days of a month are counted: where the marketplace is. */
    @WithDefault("Asia/Shanghai")
    ZoneId zone();

    /** The time of the day at which a part is asked for. */
    @WithDefault("10:00")
    LocalTime chargeAt();

    /** How long before that the buyer is reminded. */
    @WithDefault("P3D")
    Duration remindBefore();

    /** After each try that failed, when the next one follows; after the last the part is overdue. */
    @WithDefault("P1D,P3D,P5D")
    List<Duration> retryAfter();

    /** How long a part is overdue until it is given up as lost. */
    @WithDefault("P180D")
    Duration writeOffAfter();

    /** The policy as the rules read it. */
    default InstalmentPolicy policy(String version) {
        return new InstalmentPolicy(
                version,
                levelMin(),
                scoreMin(),
                Money.of(debtMax(), currency()),
                new TreeSet<>(parts()),
                Money.of(totalMin(), currency()),
                Money.of(totalMax(), currency()),
                zone(),
                chargeAt(),
                remindBefore(),
                retryAfter(),
                writeOffAfter());
    }
}
