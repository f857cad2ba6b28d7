package dev.bonafide.identity.config;

import io.smallrye.config.ConfigMapping;

/** Settings of identity-service. It does not start without its two secrets. */
@ConfigMapping(prefix = "bonafide.identity")
public interface IdentityConfig {

    /** Secret that personal data is sealed with, at least 32 characters. Without it sealed values are lost. */
    String dataKey();

    /** Secret that fingerprints are made with, at least 32 characters. With another one nobody is recognised. */
    String pepper();
}
