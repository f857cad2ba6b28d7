package dev.bonafide.kit.objectstore;

import dev.bonafide.kit.resilience.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Keeps objects as encrypted files under {@code <dir>/<prefix>/<first two digits>/<sha256>}. A file appears whole or not at
 * all: it is written beside its place, forced to disk, and renamed.
 */
@ApplicationScoped
public class FileObjectStore implements ObjectStore {

    private static final int MEDIA_TYPE_LENGTH_MAX = 255;

    private final Path dir;
    private final SealedFile sealing;

    /** Fails unless the key is set. */
    public FileObjectStore(ObjectStoreConfig config) {
        this.dir = config.dir().toAbsolutePath().normalize();
        this.sealing = new SealedFile(ObjectKey.of(config));
    }

    @Override
    public Uni<StoredObject> put(String prefix, byte[] content, String mediaType, long sizeMax) {
        return put(prefix, new ByteArrayInputStream(content), mediaType, sizeMax);
    }

    @Override
    public Uni<StoredObject> put(String prefix, InputStream content, String mediaType, long sizeMax) {
        if (mediaType.length() > MEDIA_TYPE_LENGTH_MAX) {
            throw new IllegalArgumentException("A media type is at most " + MEDIA_TYPE_LENGTH_MAX + " characters");
        }
        return onWorker(() -> {
            byte[] bytes = read(content, sizeMax);
            var ref = new ObjectRef(prefix, SealedFile.sha256(bytes));
            var object = new StoredObject(ref, bytes.length, mediaType);
            write(path(ref), sealing.seal(object, bytes));
            return object;
        });
    }

    @Override
    public Uni<Optional<ObjectContent>> get(ObjectRef ref) {
        return onWorker(() -> {
            try {
                return Optional.of(sealing.open(ref, Files.readAllBytes(path(ref))));
            } catch (NoSuchFileException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Uni<Boolean> exists(ObjectRef ref) {
        return onWorker(() -> Files.exists(path(ref)));
    }

    @Override
    public Uni<Boolean> delete(ObjectRef ref) {
        return onWorker(() -> Files.deleteIfExists(path(ref)));
    }

    /** A reference consists of a plain word and a hash, so this can only lead below the directory. */
    private Path path(ObjectRef ref) {
        return dir.resolve(ref.prefix()).resolve(ref.sha256().substring(0, 2)).resolve(ref.sha256());
    }

    private static byte[] read(InputStream content, long sizeMax) throws IOException {
        try (content) {
            byte[] bytes = content.readNBytes((int) Math.min(sizeMax + 1, Integer.MAX_VALUE));
            if (bytes.length > sizeMax) {
                throw new ObjectTooLargeException(sizeMax);
            }
            return bytes;
        }
    }

    private static void write(Path target, byte[] sealed) throws IOException {
        Path folder = Files.createDirectories(target.resolveSibling(""));
        Path beside = Files.createTempFile(folder, ".", ".part");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(sealed);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        // The rename itself is only safe from a power cut once the folder is on disk too.
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    private static <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    } catch (RuntimeException failed) {
                        throw failed;
                    } catch (Exception unexpected) {
                        throw new IllegalStateException(unexpected);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .plug(CallerContext::resume);
    }
}
