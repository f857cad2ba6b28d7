package dev.bonafide.risk.feature;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What rules may ask about. Every feature has a type and a default, so that no rule meets a missing value. A name never
 * changes its meaning; a changed meaning is a new feature and a new {@link #CATALOGUE_VERSION}.
 */
public enum Feature {
    /** Whole hours since the account was registered; 0 while that is not known, the strictest reading. */
    ACCT_AGE_HOURS("acct.ageHours", Kind.INT, 0L),
    /** Trust level 0 to 3. */
    ACCT_LEVEL("acct.level", Kind.INT, 0L),
    /** Credit score; 0 while none is known. */
    ACCT_SCORE("acct.score", Kind.INT, 0L),
    /** Items sold and paid out, ever. */
    ACCT_SALES("acct.sales", Kind.INT, 0L),
    /** Items bought and kept, ever. */
    ACCT_BUYS("acct.buys", Kind.INT, 0L),
    /** Different listings handed in within an hour, this one included; 64 means 64 or more. */
    ACCT_PUB_1H("acct.pub1h", Kind.INT, 0L),
    /** Different listings handed in within 24 hours, this one included; 64 means 64 or more. */
    ACCT_PUB_24H("acct.pub24h", Kind.INT, 0L),
    /** Of these, the ones at CNY 1,500 or more. */
    ACCT_HIGH_24H("acct.high24h", Kind.INT, 0L),
    /** Different listings within 24 hours that stood below half of the reference price. */
    ACCT_CHEAP_24H("acct.cheap24h", Kind.INT, 0L),
    /** Orders placed as buyer in the present and the 23 hours before, counted in whole clock hours. */
    ACCT_ORDERS_24H("acct.orders24h", Kind.INT, 0L),
    /** Their sum. */
    ACCT_SPENT_24H("acct.spent24h", Kind.MONEY, 0L),
    /** Price in percent of the median of comparable listings of other sellers; 100 where there is none. */
    LST_RATIO_PCT("lst.ratioPct", Kind.INT, 100L),
    /** Number of comparable listings of other sellers, published within 30 days; 64 means 64 or more. */
    LST_COMPARABLES("lst.comparables", Kind.INT, 0L),
    /** Price of the listing. */
    LST_PRICE("lst.price", Kind.MONEY, 0L),
    /** Key of the listing's category. */
    LST_TEMPLATE("lst.template", Kind.TEXT, ""),
    /** Condition grade of the listing. */
    LST_GRADE("lst.grade", Kind.TEXT, ""),
    /** How surely the text leads off the platform: 0 not at all, 3 a hit, 10 beyond doubt. */
    TEXT_LURE("text.lure", Kind.INT, 0L),
    /** How surely the text asks for a direct transfer, on the same scale. */
    TEXT_ADVANCE("text.advance", Kind.INT, 0L),
    /** What the buyer of the order pays. */
    ORD_AMOUNT("ord.amount", Kind.MONEY, 0L);

    /** Version of the catalogue; part of every decision. */
    public static final int CATALOGUE_VERSION = 1;

    /** Type of a feature's value. */
    public enum Kind {
        /** A whole number, {@link Long}. */
        INT,
        /** An amount in minor units, {@link Long}; written with two decimals in sentences. */
        MONEY,
        /** A text, {@link String}. */
        TEXT
    }

    private static final Map<String, Feature> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Feature::wireName, Function.identity()));

    private final String wireName;
    private final Kind kind;
    private final Object otherwise;

    Feature(String wireName, Kind kind, Object otherwise) {
        this.wireName = wireName;
        this.kind = kind;
        this.otherwise = otherwise;
    }

    /** The feature of that name in rules, such as {@code acct.ageHours}. */
    public static Optional<Feature> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Name in rules and in the log. */
    public String wireName() {
        return wireName;
    }

    /** Name in sentences, where dots have no place: {@code acctAgeHours}. */
    public String factName() {
        var dot = wireName.indexOf('.');
        return wireName.substring(0, dot)
                + Character.toUpperCase(wireName.charAt(dot + 1))
                + wireName.substring(dot + 2);
    }

    /** Type of its value. */
    public Kind kind() {
        return kind;
    }

    /** Its value where nothing else is known. */
    public Object otherwise() {
        return otherwise;
    }

    /** The value in its own type; refuses one that is of another type. */
    Object checked(Object value) {
        return switch (kind) {
            case INT, MONEY -> {
                if (value instanceof Long || value instanceof Integer) {
                    yield ((Number) value).longValue();
                }
                throw wrongType(value);
            }
            case TEXT -> {
                if (value instanceof String) {
                    yield value;
                }
                throw wrongType(value);
            }
        };
    }

    /** The value as a sentence shows it. */
    public String written(Object value) {
        return switch (kind) {
            case INT, TEXT -> value.toString();
            case MONEY -> BigDecimal.valueOf((Long) value, 2).toPlainString();
        };
    }

    private IllegalArgumentException wrongType(Object value) {
        return new IllegalArgumentException(
                wireName + ": " + value.getClass().getSimpleName() + " (expected: " + kind + ")");
    }
}
