package dev.bonafide.listing.photo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a WebP says of itself before a pixel is decoded. Its decoder believes the container, so the container is compared with
 * the picture in it here: a small canvas around a giant is damaged, and so is a file that ends before it said it would.
 *
 * @param isPhoto whether it is one opaque picture compressed as photos are. Of the other kinds, lossless and transparent ones
 *     can make the decoder take any amount of memory, however small the file and the picture
 * @param exifAt where the TIFF part of its EXIF block begins, if it has one
 */
record WebPHeader(int width, int height, boolean isPhoto, Optional<Integer> exifAt) {

    /** The header; nothing if the file is damaged. */
    static Optional<WebPHeader> of(byte[] webp) {
        var reading = new Reading(webp);
        return reading.chunks() && reading.isConsistent() ? Optional.of(reading.header()) : Optional.empty();
    }

    /** Whether these are its sides; a decoder that reads others has been misled. */
    boolean measures(int otherWidth, int otherHeight) {
        return width == otherWidth && height == otherHeight;
    }

    /** A walk over the chunks of a file. */
    private static final class Reading {
        private static final int CHUNKS_AT = 12;
        private static final int ANIMATION_FLAG = 0x02;
        private static final int KEY_FRAME_START = 0x2A019D;
        private static final int SIDE_MASK = 0x3FFF;
        private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

        private final byte[] bytes;
        private int pictures;
        private int width;
        private int height;
        private int canvasWidth;
        private int canvasHeight;
        private boolean isPhoto = true;
        private Optional<Integer> exifAt = Optional.empty();

        Reading(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Whether the chunks fill the file as it says, each sound in itself. */
        boolean chunks() {
            long end = 8 + number(4, 4);
            if (end > bytes.length) {
                return false;
            }
            long at = CHUNKS_AT;
            while (at + 8 <= end) {
                int payload = (int) at + 8;
                long size = number((int) at + 4, 4);
                if (payload + size > end || !isSound(name((int) at), payload, (int) size)) {
                    return false;
                }
                at = payload + size + (size & 1);
            }
            return at >= end;
        }

        /** Whether a photo is there once, and as large as its canvas. */
        boolean isConsistent() {
            boolean hasCanvas = canvasWidth > 0;
            return !isPhoto || (pictures == 1 && (!hasCanvas || (canvasWidth == width && canvasHeight == height)));
        }

        WebPHeader header() {
            return new WebPHeader(width, height, isPhoto, exifAt);
        }

        private boolean isSound(String name, int at, int size) {
            switch (name) {
                case "VP8 " -> {
                    return size >= 10 && takesPicture(at);
                }
                case "VP8X" -> {
                    return size >= 10 && takesCanvas(at);
                }
                case "VP8L", "ALPH", "ANIM", "ANMF" -> isPhoto = false;
                case "EXIF" -> {
                    boolean isPrefixed = size >= EXIF_PREFIX.length && name(at).equals("Exif");
                    exifAt = Optional.of(isPrefixed ? at + EXIF_PREFIX.length : at);
                }
                default -> {
                    // Says nothing about the picture.
                }
            }
            return true;
        }

        private boolean takesPicture(int at) {
            pictures++;
            width = (int) number(at + 6, 2) & SIDE_MASK;
            height = (int) number(at + 8, 2) & SIDE_MASK;
            boolean isKeyFrame = (bytes[at] & 1) == 0;
            return isKeyFrame && number(at + 3, 3) == KEY_FRAME_START;
        }

        private boolean takesCanvas(int at) {
            isPhoto &= (bytes[at] & ANIMATION_FLAG) == 0;
            canvasWidth = 1 + (int) number(at + 4, 3);
            canvasHeight = 1 + (int) number(at + 7, 3);
            return true;
        }

        private String name(int at) {
            return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
        }

        /** A whole number, its smallest byte first. */
        private long number(int at, int length) {
            long value = 0;
            for (int i = length - 1; i >= 0; i--) {
                value = value << 8 | bytes[at + i] & 0xFF;
            }
            return value;
        }
    }
}
