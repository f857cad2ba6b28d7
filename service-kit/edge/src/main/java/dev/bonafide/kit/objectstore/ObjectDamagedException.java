package dev.bonafide.kit.objectstore;

import java.io.Serial;

/** What is stored under a reference is not what was put there, or was encrypted with another key. */
public final class ObjectDamagedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ObjectDamagedException(ObjectRef ref, Throwable cause) {
        super("Damaged or of another key: " + ref, cause);
    }

    ObjectDamagedException(ObjectRef ref) {
        super("Damaged: " + ref);
    }
}
