package dev.bonafide.kit.objectstore;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where objects are kept and with what key. */
@ConfigMapping(prefix = "bonafide.object-store")
public interface ObjectStoreConfig {

    /** The directory of the file store; {@code OBJECT_STORE_DIR}. */
    @WithDefault("${OBJECT_STORE_DIR:target/objects}")
    Path dir();

    /** The AES-256 key in base64; {@code OBJECT_STORE_KEY}. Without one, nothing can be stored or read. */
    @WithDefault("${OBJECT_STORE_KEY:}")
    Optional<String> key();

    /** How long a download link lives. */
    @WithDefault("15m")
    Duration linkLifetime();
}
