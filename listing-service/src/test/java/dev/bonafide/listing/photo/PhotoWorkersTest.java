package dev.bonafide.listing.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.listing.Pictures;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PhotoWorkersTest {
    private static final PhotoWorkers WORKERS = new PhotoWorkers(1, 4, Duration.ofSeconds(20), PhotoLimits.HOUSE);

    @AfterAll
    static void stop() {
        WORKERS.close();
    }

    @Test
    void a_sound_jpeg_and_a_sound_png_are_taken() {
        assertThat(examined(Pictures.jpeg(1200, 900))).isInstanceOf(Examined.Sound.class);
        assertThat(examined(Pictures.png(700, 700))).isInstanceOf(Examined.Sound.class);
    }

    @Test
    void bytes_that_begin_like_no_picture_are_refused_whatever_they_are_called() {
        assertThat(code(examined("GIF89a or anything else".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("PHOTO_FORMAT");
        assertThat(code(examined(new byte[0]))).isEqualTo("PHOTO_FORMAT");
    }

    @Test
    void a_picture_whose_short_side_is_below_600_pixels_is_too_small() {
        assertThat(code(examined(Pictures.png(599, 900)))).isEqualTo("PHOTO_TOO_SMALL");
        assertThat(examined(Pictures.png(600, 900))).isInstanceOf(Examined.Sound.class);
    }

    @Test
    void a_jpeg_that_was_cut_in_half_is_damaged_although_the_decoder_only_warns() {
        byte[] whole = Pictures.jpeg(1200, 900);

        assertThat(code(examined(Arrays.copyOf(whole, whole.length / 2)))).isEqualTo("PHOTO_DAMAGED");
        assertThat(code(examined(Arrays.copyOf(whole, 300)))).isEqualTo("PHOTO_DAMAGED");
    }

    @Test
    void a_png_that_was_cut_in_half_is_damaged() {
        byte[] whole = Pictures.png(800, 800);

        assertThat(code(examined(Arrays.copyOf(whole, whole.length / 2)))).isEqualTo("PHOTO_DAMAGED");
    }

    @Test
    void a_header_that_claims_a_giant_is_refused_before_a_pixel_is_decoded() {
        assertThat(code(examined(Pictures.pngHeader(50_000, 50_000)))).isEqualTo("PHOTO_TOO_LARGE");
        assertThat(code(examined(Pictures.pngHeader(11_000, 4_000)))).isEqualTo("PHOTO_TOO_LARGE");
        assertThat(code(examined(Pictures.pngHeader(5_000, 1_000)))).isEqualTo("PHOTO_TOO_LARGE");
    }

    @Test
    void an_upload_of_more_than_fifteen_megabytes_is_refused() {
        byte[] large = Arrays.copyOf(Pictures.jpeg(800, 800), PhotoLimits.HOUSE.bytesMax() + 1);

        assertThat(code(examined(large))).isEqualTo("PHOTO_TOO_LARGE");
    }

    @Test
    void nothing_hidden_in_an_upload_is_in_its_renditions() {
        byte[] withPosition = Pictures.withExif(Pictures.jpeg(1000, 800), 1);
        assertThat(text(withPosition)).contains(Pictures.POSITION);

        var sound = (Examined.Sound) examined(withPosition);

        assertThat(text(sound.large())).doesNotContain(Pictures.POSITION).doesNotContain("Exif");
        assertThat(text(sound.small())).doesNotContain(Pictures.POSITION).doesNotContain("Exif");
    }

    @Test
    void a_picture_taken_with_the_camera_turned_is_shown_upright() throws Exception {
        var sound = (Examined.Sound) examined(Pictures.withExif(Pictures.jpeg(1000, 800), 6));

        assertThat(sound.width()).isEqualTo(800);
        assertThat(sound.height()).isEqualTo(1000);
        var small = ImageIO.read(new ByteArrayInputStream(sound.small()));
        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isEqualTo(400);
        // The mark in the upper left corner is in the upper right one after a quarter turn to the right.
        assertThat(isRed(small.getRGB(315, 5))).isTrue();
        assertThat(isRed(small.getRGB(5, 5))).isFalse();
    }

    @Test
    void renditions_are_no_longer_than_promised_and_never_enlarged() throws Exception {
        var large = (Examined.Sound) examined(Pictures.jpeg(3300, 2400));

        assertThat(ImageIO.read(new ByteArrayInputStream(large.large())).getWidth())
                .isEqualTo(1600);
        assertThat(ImageIO.read(new ByteArrayInputStream(large.small())).getWidth())
                .isEqualTo(400);
        var small = (Examined.Sound) examined(Pictures.jpeg(700, 650));
        assertThat(ImageIO.read(new ByteArrayInputStream(small.large())).getWidth())
                .isEqualTo(700);
    }

    @Test
    void a_picture_that_takes_too_long_is_given_up_and_the_worker_is_free_again() {
        try (var impatient = new PhotoWorkers(1, 4, Duration.ofMillis(1), PhotoLimits.HOUSE)) {
            byte[] large = Pictures.jpeg(3000, 3000);
            for (int i = 0; i < 3; i++) {
                assertThat(code(impatient.examine(large).orElseThrow().join())).isEqualTo("PHOTO_TOO_SLOW");
            }
        }
    }

    @Test
    void when_all_workers_are_busy_and_the_queue_is_full_nothing_more_is_taken_in() {
        try (var busy = new PhotoWorkers(1, 1, Duration.ofSeconds(20), PhotoLimits.HOUSE)) {
            byte[] large = Pictures.jpeg(3000, 3000);
            var first = busy.examine(large);
            var second = busy.examine(large);
            var third = busy.examine(large);

            assertThat(third).isEmpty();
            assertThat(first.orElseThrow().join()).isInstanceOf(Examined.Sound.class);
            assertThat(second.orElseThrow().join()).isInstanceOf(Examined.Sound.class);
        }
    }

    private static Examined examined(byte[] bytes) {
        return WORKERS.examine(bytes).orElseThrow().join();
    }

    private static String code(Examined examined) {
        return examined instanceof Examined.Refused refused ? refused.code() : "taken";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xFF) > 180 && (rgb >> 8 & 0xFF) < 90 && (rgb & 0xFF) < 90;
    }
}
