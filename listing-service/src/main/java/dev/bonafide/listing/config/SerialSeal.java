package dev.bonafide.listing.config;

import dev.bonafide.listing.listing.SealedSerial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals serial numbers: equal ones can be told to be equal, and none can be read back. */
public final class SerialSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAIL = 4;

    private final SecretKeySpec key;

    /** A seal with that key. */
    public SerialSeal(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The sealed form of a normalised serial number. */
    public SealedSerial seal(String serial) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String hmac = HexFormat.of().formatHex(mac.doFinal(serial.getBytes(StandardCharsets.UTF_8)));
            return new SealedSerial(hmac, serial.substring(Math.max(0, serial.length() - TAIL)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
