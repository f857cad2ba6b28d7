package dev.bonafide.kit.security;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The person or machine behind the current request, as the verified token says. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller's account: the token's subject. 401 without a token, or with one whose subject is no UUID. */
    public UUID accountId() {
        String subject = subject();
        try {
            if (subject != null) {
                UUID account = UUID.fromString(subject);
                // fromString also takes shortened forms; only the canonical one is an account.
                if (account.toString().equalsIgnoreCase(subject)) {
                    return account;
                }
            }
        } catch (IllegalArgumentException noUuid) {
            throw new UnauthorizedException("The subject of the token is no account", noUuid);
        }
        throw new UnauthorizedException("The subject of the token is no account");
    }

    /** Whether the caller is that account. */
    public boolean is(UUID account) {
        return !isAnonymous() && accountId().equals(account);
    }

    /** Whether there is no token at all. */
    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    /** The caller's roles, see {@link Roles}. */
    public Set<String> roles() {
        return identity.getRoles();
    }

    /** Whether the caller has that role. */
    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }

    private @Nullable String subject() {
        if (identity.isAnonymous()) {
            return null;
        }
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.getSubject()
                : identity.getPrincipal().getName();
    }
}
