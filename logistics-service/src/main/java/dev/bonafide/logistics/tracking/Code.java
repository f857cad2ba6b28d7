package dev.bonafide.logistics.tracking;

/**
 * What happened to a parcel, in our own words. The rank breaks ties between observations of the same instant and nothing
 * else.
 */
public enum Code {
    /** The carrier's code is in no map. Shown, counted, and never guessed at. */
    UNKNOWN(0, Kind.NOTICE),
    LABEL_CREATED(10, Kind.NOTICE),
    CANCELLED(15, Kind.NOTICE),
    PICKED_UP(20, Kind.SCAN),
    IN_TRANSIT(30, Kind.SCAN),
    CUSTOMS(35, Kind.SCAN),
    HELD(40, Kind.SCAN),
    /** At a station of the destination city. */
    ARRIVED(50, Kind.SCAN),
    OUT_FOR_DELIVERY(60, Kind.SCAN),
    DELIVERY_FAILED(65, Kind.SCAN),
    /** In a locker or shop. Whatever could be a locker is this and not {@link #DELIVERED}. */
    AT_PICKUP_POINT(70, Kind.SCAN),
    REFUSED(75, Kind.SCAN),
    DELIVERED(80, Kind.SCAN),
    RETURNING(85, Kind.SCAN),
    RETURNED(90, Kind.SCAN),
    DAMAGED(95, Kind.FLAG),
    LOST(96, Kind.FLAG);

    /** What kind of word a code is. */
    enum Kind {
        /** Data about the parcel; nobody touched it. */
        NOTICE,
        /** Somebody had the parcel in their hands. */
        SCAN,
        /** Something about the parcel that does not say where it is. */
        FLAG
    }

    private final int rank;
    private final Kind kind;

    Code(int rank, Kind kind) {
        this.rank = rank;
        this.kind = kind;
    }

    /** Which of two observations of the same instant comes later. */
    public int rank() {
        return rank;
    }

    /** Whether somebody touched the parcel. */
    public boolean isScan() {
        return kind == Kind.SCAN;
    }

    /** Whether it marks the parcel without saying where it is. */
    public boolean isFlag() {
        return kind == Kind.FLAG;
    }
}
