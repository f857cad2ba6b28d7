package dev.bonafide.escrow.terms;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a buyer may add to an order at checkout. */
public enum Service {
    /** An inspection centre examines the item on its way and signs what it found. */
    INSPECTION(Kind.INSPECTION),
    /** The parcel is insured at its price while it travels. */
    INSURANCE(Kind.INSURANCE),
    /** Thirty days of official warranty, from the delivery. */
    WARRANTY_30D(Kind.WARRANTY),
    /** A year of warranty, from the delivery. */
    WARRANTY_1Y(Kind.WARRANTY);

    /** For whom its price is kept; an order has at most one service of a kind. */
    public enum Kind {
        INSPECTION,
        INSURANCE,
        WARRANTY
    }

    private final Kind kind;

    Service(Kind kind) {
        this.kind = kind;
    }

    /** For whom its price is kept. */
    public Kind kind() {
        return kind;
    }

    /** Whether the service is one for an item that comes that way: some are done to a parcel, and none to a part of a work. */
    public boolean canBeHadWith(Manner manner) {
        if (manner.inMilestones()) {
            return false;
        }
        return switch (manner.delivery()) {
            case PARCEL -> true;
            case MEET -> kind == Kind.WARRANTY;
        };
    }

    /** Those of the services that share their kind with another one of them. */
    public static Set<Service> ofOneKind(Set<Service> services) {
        return services.stream()
                .filter(one -> services.stream().anyMatch(other -> other != one && other.kind == one.kind))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
