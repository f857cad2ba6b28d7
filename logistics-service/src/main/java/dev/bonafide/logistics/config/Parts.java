package dev.bonafide.logistics.config;

import dev.bonafide.logistics.secrecy.DataKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together the parts that are plain Java. */
@ApplicationScoped
class Parts {

    @Produces
    @Singleton
    DataKey dataKey(LogisticsConfig config) {
        return new DataKey(config.dataKey());
    }
}
