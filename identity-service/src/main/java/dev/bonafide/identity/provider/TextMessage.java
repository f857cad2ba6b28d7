package dev.bonafide.identity.provider;

import dev.bonafide.identity.verification.PhoneNumber;
import java.util.UUID;

/**
 * A code on its way to a phone.
 *
 * @param account who asked for it
 * @param text what the person reads, the code within
 */
public record TextMessage(UUID account, PhoneNumber phone, String text, String code) {

    /** Neither phone nor code, so that no log shows them. */
    @Override
    public String toString() {
        return "TextMessage(" + account + ")";
    }
}
