package dev.bonafide.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What live updates tell, and how much of it is kept for those who come back. Durations are machine time. */
@ConfigMapping(prefix = "bonafide.live")
public interface LiveConfig {

    /** The topics that are listened to. */
    List<String> topics();

    /** Payload fields that name an account the event concerns. */
    List<String> concernedFields();

    /** Event types nobody is told of. */
    Set<String> untold();

    /** Payload fields that stay inside, by event type. */
    Map<String, Set<String>> withheld();

    /** How far back somebody can resume. */
    @WithDefault("24h")
    Duration window();

    /** Events kept for one account. */
    @WithDefault("1000")
    int eventsPerAccountMax();

    /** Events kept in all, counted once per account they concern. */
    @WithDefault("200000")
    int eventsMax();

    /** The largest payload that is told; a larger event is told without its data. */
    @WithDefault("65536")
    int payloadBytesMax();

    /** Streams one account may have open. */
    @WithDefault("5")
    int streamsPerAccountMax();

    /** Streams open in all. */
    @WithDefault("10000")
    int streamsMax();

    /** How often an idle stream says that it is alive. */
    @WithDefault("20s")
    Duration heartbeat();

    /** How long a reader may take nothing before the stream is cut. */
    @WithDefault("30s")
    Duration stallLimit();

    /** How often topics and partitions that are new are looked for. */
    @WithDefault("10s")
    Duration discovery();
}
