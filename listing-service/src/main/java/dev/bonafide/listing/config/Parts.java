package dev.bonafide.listing.config;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.listing.photo.PhotoLimits;
import dev.bonafide.listing.photo.PhotoWorkers;
import dev.bonafide.listing.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together the parts that are plain Java. */
@ApplicationScoped
class Parts {
    private static final String SANDBOX_SERIAL_KEY = "the sandbox hides nothing, so its key is no secret";

    @Produces
    @Singleton
    Templates templates() {
        return Templates.load();
    }

    @Produces
    @Singleton
    SerialSeal serialSeal(ListingConfig config, KitConfig kit) {
        return new SerialSeal(config.serialKey().filter(key -> !key.isBlank()).orElseGet(() -> {
            if (!kit.sandbox()) {
                throw new IllegalStateException("bonafide.listing.serial-key is not set");
            }
            return SANDBOX_SERIAL_KEY;
        }));
    }

    @Produces
    @Singleton
    PhotoWorkers photoWorkers(ListingConfig config) {
        int workers = config.photos()
                .workers()
                .orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        return new PhotoWorkers(
                workers, config.photos().queue(), config.photos().timeMax(), PhotoLimits.HOUSE);
    }

    void stop(@Disposes PhotoWorkers workers) {
        workers.close();
    }
}
