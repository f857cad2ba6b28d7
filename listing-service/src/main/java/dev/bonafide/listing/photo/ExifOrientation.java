package dev.bonafide.listing.photo;

import java.awt.geom.AffineTransform;

/**
 * How a camera was held, read from the EXIF block of a picture. A block that is missing, cut or nonsense means upright.
 */
final class ExifOrientation {
    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;

    private final byte[] bytes;

    private ExifOrientation(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The orientation of a JPEG from 1 (upright) to 8, as EXIF numbers them. */
    static int of(byte[] jpeg) {
        try {
            return new ExifOrientation(jpeg).find();
        } catch (IndexOutOfBoundsException cut) {
            return UPRIGHT;
        }
    }

    /** The same of an EXIF block whose TIFF part begins there. */
    static int ofTiff(byte[] picture, int tiff) {
        try {
            return new ExifOrientation(picture).fromTiff(tiff);
        } catch (IndexOutOfBoundsException cut) {
            return UPRIGHT;
        }
    }

    /** Whether width and height change places. */
    static boolean turnsSides(int orientation) {
        return orientation >= 5;
    }

    /** Turns a picture of that size upright. */
    static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private int find() {
        int at = 2;
        while (at + 4 <= bytes.length && u8(at) == 0xFF) {
            int marker = u8(at + 1);
            if (marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            if (marker == APP1 && u8(at + 4) == 'E' && u8(at + 5) == 'x' && u8(at + 6) == 'i' && u8(at + 7) == 'f') {
                return fromTiff(at + 10);
            }
            at += 2 + number(at + 2, 2, true);
        }
        return UPRIGHT;
    }

    private int fromTiff(int tiff) {
        boolean bigEndian = u8(tiff) == 'M';
        int directory = tiff + number(tiff + 4, 4, bigEndian);
        int entries = number(directory, 2, bigEndian);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if (number(entry, 2, bigEndian) == TAG) {
                int value = number(entry + 8, 2, bigEndian);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private int number(int at, int length, boolean bigEndian) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | u8(bigEndian ? at + i : at + length - 1 - i);
        }
        return value;
    }

    private int u8(int at) {
        return bytes[at] & 0xFF;
    }
}
