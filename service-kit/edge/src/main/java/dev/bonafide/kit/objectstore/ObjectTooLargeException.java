package dev.bonafide.kit.objectstore;

import java.io.Serial;

/** The content has more bytes than were allowed. */
public final class ObjectTooLargeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final long sizeMax;

    /** Says how many bytes would have been taken. */
    public ObjectTooLargeException(long sizeMax) {
        super("The content has more than " + sizeMax + " bytes");
        this.sizeMax = sizeMax;
    }

    /** The most bytes that were allowed. */
    public long sizeMax() {
        return sizeMax;
    }
}
