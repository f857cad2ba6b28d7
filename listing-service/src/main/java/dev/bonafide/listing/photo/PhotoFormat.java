package dev.bonafide.listing.photo;

import java.util.Optional;

/** The picture formats taken in, told apart by their first bytes and never by a name or a header of the request. */
public enum PhotoFormat {
    JPEG("image/jpeg", new int[] {0xFF, 0xD8, 0xFF}),
    PNG("image/png", new int[] {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}),
    WEBP("image/webp", new int[] {'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'});

    /** Their names, for people. */
    static final String NAMES = "JPEG, PNG, WebP";

    private final String mediaType;
    /** The first bytes; below zero where every file has another one. */
    private final int[] magic;

    PhotoFormat(String mediaType, int[] magic) {
        this.mediaType = mediaType;
        this.magic = magic;
    }

    /** The media type of such pictures. */
    public String mediaType() {
        return mediaType;
    }

    /** The format these bytes begin like, if it is one of ours. */
    public static Optional<PhotoFormat> sniff(byte[] bytes) {
        for (PhotoFormat format : values()) {
            if (format.begins(bytes)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] bytes) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (magic[i] >= 0 && (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
