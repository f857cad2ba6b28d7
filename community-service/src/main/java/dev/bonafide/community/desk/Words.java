package dev.bonafide.community.desk;

import dev.bonafide.community.notice.Wording;
import dev.bonafide.kit.text.Texts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Offers the words of this service, with times as the clocks of the marketplace's zone show them. */
class Words {
    @Produces
    @Singleton
    Wording wording(Texts texts, @ConfigProperty(name = "bonafide.community.zone") ZoneId zone) {
        return new Wording(texts, zone);
    }
}
