package dev.bonafide.dispute.config;

import dev.bonafide.dispute.dispute.Policy;
import dev.bonafide.dispute.evidence.FileType;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set. Durations are business time unless they say otherwise. */
@ConfigMapping(prefix = "bonafide.dispute")
public interface DisputeConfig {

    /** A parcel is expected at the latest this long after dispatch. */
    @WithDefault("P7D")
    Duration deliveryWithin();

    /** How long a parcel that should have come can be claimed as not received. */
    @WithDefault("P30D")
    Duration notReceivedWindow();

    /** How long after delivery damage can be claimed as such. */
    @WithDefault("PT72H")
    Duration damagedWindow();

    /** How soon a case has an arbiter. */
    @WithDefault("PT24H")
    Duration assignWithin();

    /** How soon the money follows a ruling. */
    @WithDefault("PT10M")
    Duration payWithin();

    /** Pause between two looks at how many rulings are unpaid; machine time. */
    @WithDefault("5s")
    Duration unpaidLookInterval();

    /** What may enter the evidence. */
    Evidence evidence();

    /** What may enter the evidence. */
    interface Evidence {
        /** Most pieces of one side. */
        @WithDefault("30")
        int itemsMax();

        /** Largest picture. */
        @WithDefault("15M")
        MemorySize imageSizeMax();

        /** Largest PDF. */
        @WithDefault("20M")
        MemorySize pdfSizeMax();

        /** Largest video. */
        @WithDefault("20M")
        MemorySize videoSizeMax();

        /** Most bytes of content of that type. */
        static long sizeMax(Evidence limits, FileType type) {
            return switch (type) {
                case JPEG, PNG, WEBP -> limits.imageSizeMax().asLongValue();
                case PDF -> limits.pdfSizeMax().asLongValue();
                case MP4 -> limits.videoSizeMax().asLongValue();
                // The number of characters is limited at the door; none takes more than four bytes.
                case TEXT -> 80_000;
            };
        }
    }

    /** The settings as the rules take them. */
    static Policy policy(DisputeConfig config) {
        return new Policy(
                config.deliveryWithin(),
                config.notReceivedWindow(),
                config.damagedWindow(),
                config.assignWithin(),
                config.payWithin(),
                config.evidence().itemsMax());
    }
}
