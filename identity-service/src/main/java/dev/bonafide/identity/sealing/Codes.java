package dev.bonafide.identity.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Locale;

/** Makes the codes that are sent to phones. */
@ApplicationScoped
public class Codes {

    private static final int BOUND = 1_000_000;

    private final SecureRandom random = new SecureRandom();

    /** Six digits nobody can foresee. */
    public String next() {
        return String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
    }
}
