package dev.bonafide.listing.photo;

import java.util.Map;

/** What became of an upload. */
public sealed interface Examined {

    /**
     * A sound picture, and the copies of it that may be shown. They are written anew from its pixels, so nothing that was
     * hidden in the upload is in them.
     *
     * @param width in pixels, upright
     * @param height in pixels, upright
     * @param large JPEG, longest side at most 1600
     * @param small JPEG, longest side at most 400
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Sound(PhotoFormat format, int width, int height, byte[] large, byte[] small) implements Examined {}

    /**
     * Not taken.
     *
     * @param code stable
     * @param facts what was found and what would have been right, by name
     */
    record Refused(String code, Map<String, Object> facts) implements Examined {}
}
