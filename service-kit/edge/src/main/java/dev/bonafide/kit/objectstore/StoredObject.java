package dev.bonafide.kit.objectstore;

/**
 * An object as it was stored.
 *
 * @param ref where it is
 * @param size of the content in bytes
 * @param mediaType what it is said to be
 */
public record StoredObject(ObjectRef ref, long size, String mediaType) {

    /** SHA-256 of the content in lower-case hexadecimal. */
    public String sha256() {
        return ref.sha256();
    }
}
