package dev.bonafide.risk.subject;

import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.feature.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What is remembered about an account. About 4 kB at its fullest. */
public final class AccountRecord implements SubjectRecord {
    /** From this price on an item is dear. */
    static final long HIGH_VALUE_MINOR = 150_000;

    /** Below this share of the reference a price is far too low, given at least {@link #COMPARABLES_MIN} to compare with. */
    static final long CHEAP_BELOW_PCT = 50;

    static final long COMPARABLES_MIN = 20;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final SeenRing seen;
    private long registeredAtMillis = UNKNOWN;
    private int level;
    private long levelAtMillis = UNKNOWN;
    private int score;
    private long scoreAtMillis = UNKNOWN;
    private long sales;
    private long buys;
    private long judged;
    private RecentSet handedIn = new RecentSet();
    private RecentSet highValue = new RecentSet();
    private RecentSet cheap = new RecentSet();
    private HourBuckets orders = new HourBuckets();

    AccountRecord() {
        this(new SeenRing());
    }

    private AccountRecord(SeenRing seen) {
        this.seen = seen;
    }

    /** Takes in a fact; false if it came too late for a window and changed totals at most. */
    boolean update(Fact fact, Instant at, Map<String, Object> view) {
        switch (fact) {
            case Fact.AccountRegistered known ->
                registeredAtMillis = known.registeredAt().toEpochMilli();
            case Fact.LevelChanged changed -> {
                if (changed.at().toEpochMilli() >= levelAtMillis) {
                    level = changed.level();
                    levelAtMillis = changed.at().toEpochMilli();
                }
            }
            case Fact.ScoreChanged changed -> {
                if (changed.asOf().toEpochMilli() >= scoreAtMillis) {
                    score = changed.score();
                    scoreAtMillis = changed.asOf().toEpochMilli();
                }
            }
            case Fact.ListingHandedIn listing -> {
                judged++;
                handedIn.touch(listing.listing(), at);
                if (listing.priceMinor() >= HIGH_VALUE_MINOR) {
                    highValue.touch(listing.listing(), at);
                }
                rememberIfCheap(listing.listing(), at, view);
            }
            case Fact.PriceChanged price -> rememberIfCheap(price.listing(), at, view);
            case Fact.ItemSold _ -> sales++;
            case Fact.OrderPlaced order -> {
                judged++;
                return orders.add(at, order.amountMinor());
            }
            case Fact.PurchaseKept _ -> buys++;
            case Fact.ListingShown _ -> {}
        }
        return true;
    }

    private void rememberIfCheap(UUID listing, Instant at, Map<String, Object> view) {
        if (number(view, Feature.LST_RATIO_PCT) < CHEAP_BELOW_PCT
                && number(view, Feature.LST_COMPARABLES) >= COMPARABLES_MIN) {
            cheap.touch(listing, at);
        }
    }

    private static long number(Map<String, Object> view, Feature feature) {
        return view.getOrDefault(feature.wireName(), feature.otherwise()) instanceof Number number
                ? number.longValue()
                : 0;
    }

    /** What it shows at a time. */
    Map<String, Object> features(Instant now) {
        var features = new HashMap<String, Object>();
        put(features, Feature.ACCT_AGE_HOURS, ageHours(now));
        put(features, Feature.ACCT_LEVEL, level);
        put(features, Feature.ACCT_SCORE, score);
        put(features, Feature.ACCT_SALES, sales);
        put(features, Feature.ACCT_BUYS, buys);
        put(features, Feature.ACCT_PUB_1H, handedIn.countWithin(HOUR, now));
        put(features, Feature.ACCT_PUB_24H, handedIn.countWithin(DAY, now));
        put(features, Feature.ACCT_HIGH_24H, highValue.countWithin(DAY, now));
        put(features, Feature.ACCT_CHEAP_24H, cheap.countWithin(DAY, now));
        put(features, Feature.ACCT_ORDERS_24H, orders.count(now));
        put(features, Feature.ACCT_SPENT_24H, orders.sum(now));
        return features;
    }

    private static void put(Map<String, Object> features, Feature feature, long value) {
        features.put(feature.wireName(), value);
    }

    private long ageHours(Instant now) {
        return registeredAtMillis == UNKNOWN
                ? 0
                : Math.max(
                        0,
                        Duration.ofMillis(now.toEpochMilli() - registeredAtMillis)
                                .toHours());
    }

    /** How many verdicts it has been given; numbers the places in which the last of them are kept. */
    public long judged() {
        return judged;
    }

    @Override
    public SeenRing seen() {
        return seen;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(registeredAtMillis);
        out.writeInt(level);
        out.writeLong(levelAtMillis);
        out.writeInt(score);
        out.writeLong(scoreAtMillis);
        out.writeLong(sales);
        out.writeLong(buys);
        out.writeLong(judged);
        handedIn.write(out);
        highValue.write(out);
        cheap.write(out);
        orders.write(out);
    }

    static AccountRecord read(DataInput in) throws IOException {
        var account = new AccountRecord(SeenRing.read(in));
        account.registeredAtMillis = in.readLong();
        account.level = in.readInt();
        account.levelAtMillis = in.readLong();
        account.score = in.readInt();
        account.scoreAtMillis = in.readLong();
        account.sales = in.readLong();
        account.buys = in.readLong();
        account.judged = in.readLong();
        account.handedIn = RecentSet.read(in);
        account.highValue = RecentSet.read(in);
        account.cheap = RecentSet.read(in);
        account.orders = HourBuckets.read(in);
        return account;
    }
}
