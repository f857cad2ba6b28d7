package dev.bonafide.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;

/**
 * What {@code up} was told and later commands need to know.
 *
 * @param portOffset added to every port
 */
public record Settings(int portOffset) {
    private static final String PORT_OFFSET = "port.offset";

    /** The settings of this installation, or the defaults where nothing was ever started. */
    public static Settings read(Home home) {
        var file = home.directory().resolve("settings.properties");
        if (Files.notExists(file)) {
            return new Settings(0);
        }
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return new Settings(Integer.parseInt(properties.getProperty(PORT_OFFSET, "0")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Keeps the settings for the commands to come. */
    public void write(Home home) {
        try {
            Files.writeString(home.directory().resolve("settings.properties"), PORT_OFFSET + "=" + portOffset + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of " + home.directory(), e);
        }
    }
}
