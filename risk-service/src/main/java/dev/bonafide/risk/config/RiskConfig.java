package dev.bonafide.risk.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of risk. */
@ConfigMapping(prefix = "bonafide.risk")
public interface RiskConfig {
    /** Folder of the rule set below {@code rules/} on the class path. */
    @WithDefault("2026-11")
    String policy();

    /** How long an account may appeal against a restriction. */
    @WithDefault("30d")
    Duration appealPeriod();

    Stream stream();

    /** How the stream runs. */
    interface Stream {
        /** Where state stores lie. Whatever is lost here is rebuilt from the broker. */
        Path stateDirectory();

        /** Partitions of topics that are made at start because they do not exist yet. */
        @WithDefault("4")
        int partitions();

        /** Pause between two attempts to start while the broker or the database is away; machine time. */
        @WithDefault("1s")
        Duration startPause();

        /** Memory for blocks of all state stores together, in bytes. */
        @WithDefault("4194304")
        long storeCacheBytes();

        /** Memory for writes of all state stores together that are not on disk yet, in bytes. */
        @WithDefault("4194304")
        long storeWriteBytes();
    }
}
