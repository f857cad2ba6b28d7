package dev.bonafide.dispute.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.dispute.dispute.Party;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryTest {
    static final Entry FIRST = new Entry(
            1,
            UUID.fromString("019aa1f0-0004-7001-8000-000000000fa1"),
            UUID.fromString("019aa1f0-0009-7001-8000-000000002329"),
            Entry.Action.SEALED,
            UUID.fromString("019aa1f0-0001-7001-8000-0000000003e9"),
            Party.BUYER,
            Instant.parse("2026-11-06T08:10:00.000250Z"),
            "55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8",
            183_204,
            "image/jpeg",
            Entry.GENESIS);

    @Test
    void a_line_is_hashed_as_the_readme_shows_it() {
        assertThat(FIRST.canonicalJson())
                .isEqualTo("{\"action\":\"SEALED\",\"actor\":\"019aa1f0-0001-7001-8000-0000000003e9\","
                        + "\"at\":\"2026-11-06T08:10:00.000250Z\",\"disputeId\":\"019aa1f0-0004-7001-8000-000000000fa1\","
                        + "\"itemId\":\"019aa1f0-0009-7001-8000-000000002329\",\"mediaType\":\"image/jpeg\",\"n\":1,"
                        + "\"prev\":\"" + "0".repeat(64) + "\",\"role\":\"BUYER\","
                        + "\"sha256\":\"55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8\","
                        + "\"size\":183204}");
        // Computed with sha256sum over the same bytes, so that it does not only agree with itself.
        assertThat(FIRST.hash()).isEqualTo("1302f0e0fbb15ac8e5ad4696ea280a4ad965902c426d85216d31c9698c1af397");
    }

    @Test
    void canonical_json_escapes_what_it_must_and_nothing_else() {
        assertThat(CanonicalJson.of(Map.of("é", "中/\u007f", "a", "\"\\\b\t\n\f\r\u0001\u001f")))
                .isEqualTo("{\"a\":\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\",\"é\":\"中/\u007f\"}");
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("n", 9_007_199_254_740_992L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
