package dev.bonafide.listing.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.listing.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPTest {

    @Test
    void a_sound_webp_is_taken_and_shown_as_jpeg() throws IOException {
        var sound = (Examined.Sound) examined(Pictures.webp("lossy"));

        assertThat(sound.format()).isEqualTo(PhotoFormat.WEBP);
        assertThat(sound.width()).isEqualTo(700);
        assertThat(sound.height()).isEqualTo(640);
        assertThat(PhotoFormat.sniff(sound.large())).hasValue(PhotoFormat.JPEG);
        assertThat(isRed(small(sound), 5, 5)).isTrue();
    }

    @Test
    void a_webp_is_turned_upright_and_what_it_hides_is_not_shown() throws IOException {
        byte[] turned = Pictures.webp("turned");
        assertThat(text(turned)).contains(Pictures.POSITION);

        var sound = (Examined.Sound) examined(turned);

        assertThat(sound.width()).isEqualTo(640);
        assertThat(sound.height()).isEqualTo(700);
        assertThat(isRed(small(sound), 360, 5)).isTrue();
        assertThat(isRed(small(sound), 5, 5)).isFalse();
        assertThat(text(sound.large())).doesNotContain(Pictures.POSITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"animated", "lossless", "transparent"})
    void a_webp_of_a_kind_that_no_camera_writes_is_no_photo(String name) {
        assertThat(code(examined(Pictures.webp(name)))).isEqualTo("PHOTO_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({"lossy, 0.99", "lossy, 0.5", "lossy, 0.01", "turned, 0.99", "lossless, 0.5"})
    void a_webp_that_was_cut_is_damaged(String name, double rest) {
        byte[] whole = Pictures.webp(name);

        assertThat(code(examined(Arrays.copyOf(whole, (int) (whole.length * rest)))))
                .isEqualTo("PHOTO_DAMAGED");
    }

    @Test
    void a_webp_that_only_begins_like_one_is_damaged() {
        assertThat(code(examined(container()))).isEqualTo("PHOTO_DAMAGED");
        assertThat(code(examined(container(chunk("JUNK", new byte[10]))))).isEqualTo("PHOTO_DAMAGED");
        assertThat(code(examined(container(chunk("VP8 ", new byte[10]))))).isEqualTo("PHOTO_DAMAGED");
        assertThat(code(examined(container(header(900, 700))))).isEqualTo("PHOTO_DAMAGED");
        assertThat(code(examined(container(header(900, 700), header(900, 700)))))
                .isEqualTo("PHOTO_DAMAGED");
    }

    @Test
    void a_header_that_claims_a_giant_is_refused_before_a_pixel_is_decoded() {
        assertThat(code(examined(container(header(16_383, 16_383))))).isEqualTo("PHOTO_TOO_LARGE");
        assertThat(code(examined(container(canvas(8_000, 6_000), header(8_000, 6_000)))))
                .isEqualTo("PHOTO_TOO_LARGE");
    }

    @Test
    void a_small_canvas_around_a_giant_is_damaged() {
        assertThat(code(examined(container(canvas(800, 700), header(16_383, 16_383)))))
                .isEqualTo("PHOTO_DAMAGED");
    }

    @Test
    void a_webp_below_600_pixels_is_too_small() {
        assertThat(code(examined(container(header(900, 599))))).isEqualTo("PHOTO_TOO_SMALL");
    }

    private static Examined examined(byte[] bytes) {
        return new Examination(bytes, PhotoLimits.HOUSE).run();
    }

    private static String code(Examined examined) {
        return examined instanceof Examined.Refused refused ? refused.code() : "taken";
    }

    private static BufferedImage small(Examined.Sound sound) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(sound.small()));
    }

    private static boolean isRed(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 0xFF) > 180 && (rgb >> 8 & 0xFF) < 90 && (rgb & 0xFF) < 90;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] container(byte[]... chunks) {
        int size = 4 + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        var file = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(size).put(ascii("WEBP"));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }

    private static byte[] chunk(String name, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(name))
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /** The header of a picture, and nothing after it. */
    private static byte[] header(int width, int height) {
        var payload = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        payload.put(new byte[] {0x10, 0, 0, (byte) 0x9D, 0x01, 0x2A})
                .putShort((short) width)
                .putShort((short) height);
        return chunk("VP8 ", payload.array());
    }

    private static byte[] canvas(int width, int height) {
        var payload = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        payload.putInt(4, width - 1).putInt(7, height - 1);
        return chunk("VP8X", Arrays.copyOf(payload.array(), 10));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
