package dev.bonafide.kit.resilience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** The bounds of every remote by its name, as {@code bonafide.resilience.<remote>.<setting>}. */
@ConfigMapping(prefix = "bonafide.resilience")
public interface ResilienceConfig {

    /** Settings by remote; a remote that is not mentioned has the defaults of {@link GuardConfig}. */
    @WithParentName
    @WithDefaults
    Map<String, GuardConfig> guards();
}
