package dev.bonafide.escrow.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The compensation pool. Its limits are no settings: finance changes them, two people at a time. */
@ConfigMapping(prefix = "bonafide.escrow.pool")
public interface PoolConfig {
    /** Where a business day begins and ends. */
    @WithDefault("Asia/Shanghai")
    ZoneId zone();
}
