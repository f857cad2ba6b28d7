package dev.bonafide.identity.account;

import dev.bonafide.kit.text.Language;
import java.time.Instant;
import java.util.UUID;

/**
 * A person or machine that has once shown a verified token.
 *
 * @param id the token's subject
 * @param registeredAt when it was first seen
 * @param language in which it wants to be told things
 */
public record Account(UUID id, Instant registeredAt, Language language) {}
