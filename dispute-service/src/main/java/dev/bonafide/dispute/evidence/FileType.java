package dev.bonafide.dispute.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What evidence can be. A file is what its first bytes say, never what its name or its sender says. */
public enum FileType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf"),
    MP4("video/mp4", "mp4"),
    TEXT("text/plain", "txt");

    private static final byte[] JPEG_MARK = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FTYP_AT = 4;
    private static final int WEBP_AT = 8;

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The type of a file by its content; nothing if it is none of ours. A file is never taken for text. */
    public static Optional<FileType> of(byte[] content) {
        if (has(content, 0, JPEG_MARK)) {
            return Optional.of(JPEG);
        }
        if (has(content, 0, PNG_MARK)) {
            return Optional.of(PNG);
        }
        if (has(content, 0, ascii("RIFF")) && has(content, WEBP_AT, ascii("WEBP"))) {
            return Optional.of(WEBP);
        }
        if (has(content, 0, ascii("%PDF-"))) {
            return Optional.of(PDF);
        }
        return has(content, FTYP_AT, ascii("ftyp")) && isVideo(content) ? Optional.of(MP4) : Optional.empty();
    }

    /** The type with that media type, as the chain has it. */
    public static FileType ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No evidence is of type " + mediaType));
    }

    /** The media type it is kept and served as. */
    public String mediaType() {
        return mediaType;
    }

    /** What a saved copy's name ends with. */
    public String extension() {
        return extension;
    }

    // The same box also begins still pictures of phones (heic, avif), which no browser of ours would play.
    private static boolean isVideo(byte[] content) {
        var brandAt = FTYP_AT + 4;
        return content.length >= brandAt + 4
                && (has(content, brandAt, ascii("iso"))
                        || has(content, brandAt, ascii("mp4"))
                        || has(content, brandAt, ascii("avc1"))
                        || has(content, brandAt, ascii("M4V")));
    }

    private static boolean has(byte[] content, int at, byte[] mark) {
        return content.length >= at + mark.length && Arrays.equals(content, at, at + mark.length, mark, 0, mark.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
