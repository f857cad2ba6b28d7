package dev.bonafide.listing.photo;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.bonafide.listing.photo.Examined.Refused;
import dev.bonafide.listing.photo.Examined.Sound;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one upload: its first bytes, then its header, and only then its pixels. A decoder that so much as warns has
 * found a damaged picture, because a cut one is otherwise read as half grey.
 */
final class Examination {
    /** Longer sides are decoded in steps of whole pixels, so that no decoded picture takes more than some 40 MB. */
    private static final int DECODED_SIDE = 3200;

    private static final int UPRIGHT = 1;

    private final byte[] bytes;
    private final PhotoLimits limits;
    private volatile boolean givenUp;

    Examination(byte[] bytes, PhotoLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** The verdict. Takes as long as decoding takes. */
    Examined run() {
        if (bytes.length > limits.bytesMax()) {
            return new Refused("PHOTO_TOO_LARGE", Map.of("bytes", bytes.length, "bytesMax", limits.bytesMax()));
        }
        return PhotoFormat.sniff(bytes)
                .map(format -> switch (format) {
                    case JPEG -> read(named(format), format, ExifOrientation.of(bytes), Optional.empty());
                    case PNG -> read(named(format), format, UPRIGHT, Optional.empty());
                    case WEBP -> WebPHeader.of(bytes).map(this::readWebP).orElseGet(Examination::damaged);
                })
                .orElseGet(Examination::wrongFormat);
    }

    /** Makes a run that is under way end at the next piece it reads; a decoder may not be stopped from another thread. */
    void giveUp() {
        givenUp = true;
    }

    private static ImageReader named(PhotoFormat format) {
        return ImageIO.getImageReadersByFormatName(format.name()).next();
    }

    private Examined readWebP(WebPHeader header) {
        if (!header.isPhoto()) {
            return wrongFormat();
        }
        Refused tooMuch = measured(header.width(), header.height());
        if (tooMuch != null) {
            return tooMuch;
        }
        int orientation =
                header.exifAt().map(tiff -> ExifOrientation.ofTiff(bytes, tiff)).orElse(UPRIGHT);
        // Made by hand: whether the registry knows of it depends on the thread that asks first.
        return read(
                new WebPImageReaderSpi().createReaderInstance(null),
                PhotoFormat.WEBP,
                orientation,
                Optional.of(header));
    }

    private Examined read(ImageReader reader, PhotoFormat format, int orientation, Optional<WebPHeader> claimed) {
        try (var input = new MemoryCacheImageInputStream(new Upload())) {
            reader.setInput(input, false, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (claimed.isPresent() && !claimed.get().measures(width, height)) {
                return damaged();
            }
            Refused tooMuch = measured(width, height);
            return tooMuch == null ? decoded(format, reader, width, height, orientation) : tooMuch;
        } catch (IIOException unreadable) {
            // The only message by which the decoder says that the picture is whole but of a kind it cannot read.
            return "Unsupported Image Type".equals(unreadable.getMessage()) ? wrongFormat() : damaged();
        } catch (IOException | RuntimeException unreadable) {
            // The decoders of the platform answer broken input with almost any exception.
            return damaged();
        } finally {
            reader.dispose();
        }
    }

    private @Nullable Refused measured(int width, int height) {
        int longer = Math.max(width, height);
        int shorter = Math.min(width, height);
        if (shorter < 1) {
            return damaged();
        }
        if ((long) width * height > limits.pixelsMax()
                || longer > limits.sideMax()
                || longer > (long) shorter * limits.ratioMax()) {
            return new Refused(
                    "PHOTO_TOO_LARGE",
                    Map.of(
                            "width",
                            width,
                            "height",
                            height,
                            "sideMax",
                            limits.sideMax(),
                            "pixelsMax",
                            limits.pixelsMax()));
        }
        if (shorter < limits.shortSideMin()) {
            return new Refused(
                    "PHOTO_TOO_SMALL", Map.of("width", width, "height", height, "shortSideMin", limits.shortSideMin()));
        }
        return null;
    }

    private Examined decoded(PhotoFormat format, ImageReader reader, int width, int height, int orientation)
            throws IOException {
        var warned = new AtomicBoolean();
        reader.addIIOReadWarningListener((_, _) -> warned.set(true));
        int step = Math.ceilDiv(Math.max(width, height), DECODED_SIDE);
        var param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage decoded = reader.read(0, param);
        if (warned.get()) {
            return damaged();
        }
        var renditions = new Renditions(decoded, orientation);
        boolean turned = ExifOrientation.turnsSides(orientation);
        return new Sound(
                format,
                turned ? height : width,
                turned ? width : height,
                renditions.jpeg(Renditions.LARGE),
                renditions.jpeg(Renditions.SMALL));
    }

    private static Refused wrongFormat() {
        return new Refused("PHOTO_FORMAT", Map.of("formats", PhotoFormat.NAMES));
    }

    private static Refused damaged() {
        return new Refused("PHOTO_DAMAGED", Map.of());
    }

    /** The bytes, until the examination is given up. */
    private final class Upload extends ByteArrayInputStream {
        Upload() {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            if (givenUp) {
                throw new CancellationException("Decoding took too long");
            }
            return super.read(target, offset, length);
        }
    }
}
