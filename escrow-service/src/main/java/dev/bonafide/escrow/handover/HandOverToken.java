package dev.bonafide.escrow.handover;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The word of the buyer's app that the item was handed over, where there is no network: a JSON Web Token (RFC 7519), signed
 * with Ed25519 (RFC 8037) by the key of a pass. {@code sub} is the order, {@code iat} the time of the hand-over. The seller's
 * app checks it offline by the public key that both sides can read.
 */
public final class HandOverToken {
    private static final AlgorithmConstraints ED25519_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private HandOverToken() {}

    /** The time signed in the token if the pass's key has signed it for the pass's order; null otherwise. */
    static @Nullable Instant signedAt(String token, HandOverPass pass) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ED25519_ONLY);
            signature.setCompactSerialization(token);
            signature.setKey(pass.publicKey());
            if (!signature.verifySignature()) {
                return null;
            }
            var claims = JwtClaims.parse(signature.getPayload());
            var isOfTheOrder = pass.orderId().toString().equals(claims.getSubject());
            var issuedAt = claims.getIssuedAt();
            return isOfTheOrder && issuedAt != null ? Instant.ofEpochSecond(issuedAt.getValue()) : null;
        } catch (JoseException | InvalidJwtException | MalformedClaimException notAToken) {
            return null;
        }
    }

    /** A token as the buyer's app makes it. */
    static String sign(HandOverPass pass, PrivateKey key, Instant at) throws JoseException {
        var claims = new JwtClaims();
        claims.setSubject(pass.orderId().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(at.getEpochSecond()));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    /** The public key as a JSON Web Key, for the seller's app. */
    public static Map<String, Object> webKey(PublicKey key) {
        return new OctetKeyPairJsonWebKey(key).toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    /** The signing key as a JSON Web Key, for the buyer's app alone. */
    public static Map<String, Object> webKey(KeyPair keys) {
        var key = new OctetKeyPairJsonWebKey(keys.getPublic());
        key.setPrivateKey(keys.getPrivate());
        return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
    }
}
