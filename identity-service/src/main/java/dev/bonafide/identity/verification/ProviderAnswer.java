package dev.bonafide.identity.verification;

/** What a provider may say of a name and an id number. That it says nothing is not among them. */
public enum ProviderAnswer {
    /** They belong together. */
    MATCH,
    /** They do not. */
    NO_MATCH,
    /** It cannot tell. */
    UNSURE
}
