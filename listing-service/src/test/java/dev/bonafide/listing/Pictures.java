package dev.bonafide.listing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests: a lively pattern with a red mark in the upper left corner. */
public final class Pictures {
    /** A position as a camera would leave it. */
    public static final String POSITION = "31.2304N,121.4737E";

    private Pictures() {}

    public static byte[] jpeg(int width, int height) {
        return written("jpeg", drawn(width, height, 0));
    }

    /** One of as many different pictures as one likes. */
    public static byte[] jpeg(int width, int height, int seed) {
        return written("jpeg", drawn(width, height, seed));
    }

    public static byte[] png(int width, int height) {
        return written("png", drawn(width, height, 0));
    }

    /** One of the WebP pictures under {@code pictures}: 700 × 640, with the same mark; Java itself writes none. */
    public static byte[] webp(String name) {
        try (var picture = Pictures.class.getResourceAsStream("/pictures/" + name + ".webp")) {
            return Objects.requireNonNull(picture, name).readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A PNG that has only its header. */
    public static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17);
        chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        ByteBuffer png = ByteBuffer.allocate(8 + 4 + 17 + 4);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        png.putInt(13).put(chunk.array()).putInt((int) crc.getValue());
        return png.array();
    }

    /** The JPEG with an EXIF block that says how the camera was held and where it was. */
    public static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] position = POSITION.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer block = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + position.length);
        block.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        block.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        block.putShort((short) 1);
        block.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        block.putInt(0).put(position);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 4 + block.capacity());
        whole.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (block.capacity() + 2));
        whole.put(block.array()).put(jpeg, 2, jpeg.length - 2);
        return whole.array();
    }

    private static BufferedImage drawn(int width, int height, int seed) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.LIGHT_GRAY);
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 200; i++) {
            canvas.setColor(new Color(40 + i % 50, (i * 37 + seed * 11) % 256, (i * 91 + seed * 29) % 256));
            canvas.fillOval((i * 53 + seed) % width, height / 4 + (i * 97) % height, 40, 30);
        }
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 8, height / 8);
        canvas.dispose();
        return image;
    }

    private static byte[] written(String format, BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("Nobody writes " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
