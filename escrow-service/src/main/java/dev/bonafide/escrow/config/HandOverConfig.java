package dev.bonafide.escrow.config;

import dev.bonafide.escrow.handover.HandOverSecrets;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What keeps hand-over codes secret. */
@ConfigMapping(prefix = "bonafide.escrow.hand-over")
public interface HandOverConfig {

    /** The secret from which the keys are derived; {@code DATA_KEY}. Without one, nobody can order to meet in person. */
    @WithDefault("${DATA_KEY:}")
    Optional<String> dataKey();

    /** The keys, if there are any. */
    default Optional<HandOverSecrets> secrets() {
        return dataKey().filter(key -> !key.isBlank()).map(HandOverSecrets::new);
    }
}
