package dev.bonafide.identity.sealing;

import dev.bonafide.identity.config.IdentityConfig;
import dev.bonafide.identity.verification.Fingerprint;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.identity.verification.ResidentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Makes the keyed hashes that stand for phones, id numbers and codes. Without the key they cannot be searched, although
 * there are few enough of each to try them all.
 */
@ApplicationScoped
public class Fingerprints {

    private final String pepper;

    Fingerprints(IdentityConfig config) {
        this.pepper = config.pepper();
        // Fails at once if the secret is no secret.
        of("start", "");
    }

    /** What stands for a phone. */
    public Fingerprint of(PhoneNumber phone) {
        return of("phone", phone.e164());
    }

    /** What stands for an id number. */
    public Fingerprint of(ResidentId id) {
        return of("resident-id", id.number());
    }

    /** What stands for a code sent for that verification. */
    public Fingerprint ofCode(UUID verification, String code) {
        return of("code", verification + "|" + code);
    }

    /** What stands for a request that carries such data, so that a repeat can be recognised. */
    public Fingerprint ofRequest(String... parts) {
        return of("request", String.join("\n", parts));
    }

    private Fingerprint of(String purpose, String text) {
        return Fingerprint.of(Hmac.of(pepper, purpose, text));
    }
}
