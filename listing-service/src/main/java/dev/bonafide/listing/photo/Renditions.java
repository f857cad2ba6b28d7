package dev.bonafide.listing.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Copies of a picture for showing, upright, on white, written from the pixels alone. */
final class Renditions {
    /** Longest side of the copy for looking closely. */
    static final int LARGE = 1600;

    /** Longest side of the copy for lists. */
    static final int SMALL = 400;

    private static final float QUALITY = 0.85f;

    private final BufferedImage upright;

    Renditions(BufferedImage decoded, int orientation) {
        boolean turned = ExifOrientation.turnsSides(orientation);
        upright = blank(
                turned ? decoded.getHeight() : decoded.getWidth(), turned ? decoded.getWidth() : decoded.getHeight());
        Graphics2D canvas = upright.createGraphics();
        canvas.drawImage(decoded, ExifOrientation.upright(orientation, decoded.getWidth(), decoded.getHeight()), null);
        canvas.dispose();
    }

    /** A JPEG whose longest side is at most that long; a smaller picture is not made larger. */
    byte[] jpeg(int longestSide) throws IOException {
        BufferedImage picture = upright;
        double scale = (double) longestSide / Math.max(upright.getWidth(), upright.getHeight());
        // Halving first: one big step of the interpolation would skip pixels and show stairs.
        while (scale < 0.5) {
            picture = scaled(picture, 0.5);
            scale *= 2;
        }
        return write(scale < 1 ? scaled(picture, scale) : picture);
    }

    private static BufferedImage scaled(BufferedImage picture, double scale) {
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage smaller = blank(width, height);
        Graphics2D canvas = smaller.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, null);
        canvas.dispose();
        return smaller;
    }

    private static BufferedImage blank(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return image;
    }

    private static byte[] write(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
