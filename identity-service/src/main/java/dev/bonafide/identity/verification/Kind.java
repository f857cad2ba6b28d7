package dev.bonafide.identity.verification;

/** What can be proven about an account. */
public enum Kind {
    /** That a phone is in the account's hands, by a code sent to it. */
    PHONE,
    /** That name and resident id number belong together, by asking a provider. */
    REAL_NAME
}
