package dev.bonafide.escrow.payment;

import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.resilience.ResilienceConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The bounds of the house around an adapter, as in production but tighter, and what can be seen of them. */
final class Bounds {
    static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private Bounds() {}

    /** The adapter behind its guard. */
    static PaymentProviders around(PaymentProvider provider) {
        var config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ResilienceConfig.class);
        for (var remote : List.of("payment-provider", "payment-provider-" + provider.name())) {
            config.withDefaultValue("bonafide.resilience." + remote + ".time-limit", TIME_LIMIT.toMillis() + "ms");
            config.withDefaultValue("bonafide.resilience." + remote + ".attempts", "1");
        }
        var bounds = config.build().getConfigMapping(ResilienceConfig.class);
        return new PaymentProviders(List.of(provider), new Resilience(bounds, new SimpleMeterRegistry()));
    }

    /** Whether a call of that provider is still under way on a thread of its own. */
    static boolean isBusy(PaymentProvider provider) {
        try {
            var dump = Files.createTempDirectory("threads").resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            dump.toString(), com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(dump).contains("\"payment-" + provider.name() + "\"");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
