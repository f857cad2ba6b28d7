package dev.bonafide.kit.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives each service the texts of the kit and its own, whose bundle has the service's name without {@code -service}. */
@ApplicationScoped
public class TextsProducer {

    private static final String SERVICE_SUFFIX = "-service";

    /** The kit's texts with those of the service on top. */
    @Produces
    @Singleton
    public Texts texts(@ConfigProperty(name = "quarkus.application.name", defaultValue = "kit") String application) {
        String service = application.endsWith(SERVICE_SUFFIX)
                ? application.substring(0, application.length() - SERVICE_SUFFIX.length())
                : application;
        return Texts.of("kit", service);
    }
}
