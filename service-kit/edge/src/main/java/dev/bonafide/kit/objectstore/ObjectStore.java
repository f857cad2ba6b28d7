package dev.bonafide.kit.objectstore;

import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps files by the hash of their content, each service under prefixes of its own. The same content under the same prefix
 * is one object, so storing it again changes nothing, and deleting it deletes it for whoever holds the reference.
 */
public interface ObjectStore {

    /**
     * Stores content. When the answer is there, it is on stable storage.
     *
     * @param prefix of the owning service, see {@link ObjectRef}
     * @param sizeMax the most bytes taken; more is {@link ObjectTooLargeException} and stores nothing
     */
    Uni<StoredObject> put(String prefix, byte[] content, String mediaType, long sizeMax);

    /** {@link #put(String, byte[], String, long)} of a stream, which is read and closed on a worker thread. */
    Uni<StoredObject> put(String prefix, InputStream content, String mediaType, long sizeMax);

    /** The content, if there is such an object; {@link ObjectDamagedException} if it is not what was stored. */
    Uni<Optional<ObjectContent>> get(ObjectRef ref);

    /** Whether there is such an object. */
    Uni<Boolean> exists(ObjectRef ref);

    /** Deletes the object; false if there was none. */
    Uni<Boolean> delete(ObjectRef ref);
}
