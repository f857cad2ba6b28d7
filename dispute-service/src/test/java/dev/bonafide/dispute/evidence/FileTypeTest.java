package dev.bonafide.dispute.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file is what its content says (D-4). */
class FileTypeTest {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a464946, JPEG",
        "89504e470d0a1a0a0000000d, PNG",
        "524946462400000057454250, WEBP",
        "255044462d312e37, PDF",
        "0000001866747970, ",
        "000000186674797069736f6d00000200, MP4",
        "00000018667479706d70343200000200, MP4",
        "000000186674797068656963, ",
        "4d5a90000300000004000000ffff0000, ",
        "7f454c4602010100, ",
        "504b030414000000, ",
        "3c7376672078, ",
        "ffd8, ",
        "5249464624000000415649204c495354, ",
    })
    void the_first_bytes_tell_the_type(String hex, FileType type) {
        assertThat(FileType.of(HexFormat.of().parseHex(hex)).orElse(null)).isEqualTo(type);
    }

    @Test
    void words_and_nothing_at_all_are_no_file() {
        assertThat(FileType.of(new byte[0])).isEmpty();
        assertThat(FileType.of("photo.jpg".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void each_type_is_found_again_by_its_media_type(FileType type) {
        assertThat(FileType.ofMediaType(type.mediaType())).isEqualTo(type);
    }
}
