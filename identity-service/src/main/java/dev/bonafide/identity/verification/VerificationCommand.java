package dev.bonafide.identity.verification;

import java.util.UUID;

/** What someone asks of a verification, or what time or an outside party says to it. */
public sealed interface VerificationCommand {

    /** The member wants a code sent to a phone. */
    record SendCode(Fingerprint subject, Fingerprint code) implements VerificationCommand {}

    /** The member gives name and id number, and a provider is to be asked. */
    record AskProvider(Fingerprint subject, UUID request) implements VerificationCommand {}

    /** The member types a code. */
    record AnswerCode(Fingerprint code) implements VerificationCommand {}

    /** The provider has answered a question. */
    record ProviderSays(UUID request, ProviderAnswer answer) implements VerificationCommand {}

    /** A person has looked at the case. */
    record ReviewerSays(boolean genuine) implements VerificationCommand {}

    /** The phone or id number turned out to belong to another account. */
    record SubjectIsTaken() implements VerificationCommand {}

    /** The deadline of the present stage has come. */
    record TimeIsUp() implements VerificationCommand {}

    /** The proof is taken back. */
    record Revoke() implements VerificationCommand {}
}
