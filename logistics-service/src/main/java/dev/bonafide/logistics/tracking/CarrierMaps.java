package dev.bonafide.logistics.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published maps, from {@code carrier-maps/<carrier>/<version>.csv} on the class path. */
public final class CarrierMaps {

    private CarrierMaps() {}

    /** The map of that carrier in that version. */
    public static CarrierMap load(String carrier, int version) {
        String resource = "/carrier-maps/" + carrier + "/" + version + ".csv";
        try (InputStream file = CarrierMaps.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + resource);
            }
            return CarrierMap.parse(
                    carrier,
                    version,
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + resource, unreadable);
        }
    }
}
