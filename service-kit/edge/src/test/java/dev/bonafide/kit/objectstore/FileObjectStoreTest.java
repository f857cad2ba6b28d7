package dev.bonafide.kit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectStoreTest {

    private static final byte[] PHOTO = "a photo of a phone".getBytes(StandardCharsets.UTF_8);
    private static final long ENOUGH = 1_000_000;

    @TempDir
    Path dir;

    record Config(Path dir, Optional<String> key) implements ObjectStoreConfig {
        @Override
        public Duration linkLifetime() {
            return Duration.ofMinutes(15);
        }

        static Config of(Path dir, int seed) {
            byte[] key = new byte[32];
            new Random(seed).nextBytes(key);
            return new Config(dir, Optional.of(Base64.getEncoder().encodeToString(key)));
        }
    }

    @Test
    void whatWasPutIsGotWithItsHashSizeAndType() {
        ObjectStore store = store();
        StoredObject stored = await(store.put("listing-photos", PHOTO, "image/jpeg", ENOUGH));

        assertThat(stored.size()).isEqualTo(PHOTO.length);
        assertThat(stored.ref()).hasToString("listing-photos/" + SealedFile.sha256(PHOTO));
        ObjectContent content = await(store.get(stored.ref())).orElseThrow();
        assertThat(content.bytes()).isEqualTo(PHOTO);
        assertThat(content.object()).isEqualTo(stored);
        assertThat(await(store.exists(stored.ref()))).isTrue();
    }

    @Test
    void theSameContentIsOneObjectUnderEachPrefix() throws IOException {
        ObjectStore store = store();
        StoredObject first = await(store.put("evidence", PHOTO, "image/jpeg", ENOUGH));
        StoredObject again = await(store.put("evidence", new ByteArrayInputStream(PHOTO), "image/jpeg", ENOUGH));
        StoredObject elsewhere = await(store.put("chat", PHOTO, "image/jpeg", ENOUGH));

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere.ref()).isNotEqualTo(first.ref());
        assertThat(files()).hasSize(2);
        assertThat(await(store.delete(first.ref()))).isTrue();
        assertThat(await(store.delete(first.ref()))).isFalse();
        assertThat(await(store.get(first.ref()))).isEmpty();
        assertThat(await(store.exists(elsewhere.ref()))).isTrue();
    }

    @Test
    void nothingOfTheContentCanBeReadFromTheDisk() throws IOException {
        await(store().put("evidence", PHOTO, "image/jpeg", ENOUGH));
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("photo", "image");
        }
    }

    @Test
    void aFileThatWasChangedOrMovedOrIsOfAnotherKeyDoesNotOpen() throws IOException {
        ObjectStore store = store();
        ObjectRef ref =
                await(store.put("evidence", PHOTO, "image/jpeg", ENOUGH)).ref();
        ObjectRef other = await(store.put("evidence", new byte[] {1}, "image/jpeg", ENOUGH))
                .ref();
        Path file = path(ref);
        byte[] sound = Files.readAllBytes(file);

        for (int at : List.of(0, 5, 20, sound.length - 1)) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> await(store.get(ref))).isInstanceOf(ObjectDamagedException.class);
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> await(store.get(ref))).isInstanceOf(ObjectDamagedException.class);
        Files.copy(path(other), file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> await(store.get(ref))).isInstanceOf(ObjectDamagedException.class);
        Files.write(file, sound);
        ObjectStore ofAnotherKey = new FileObjectStore(Config.of(dir, 2));
        assertThatThrownBy(() -> await(ofAnotherKey.get(ref))).isInstanceOf(ObjectDamagedException.class);
    }

    @Test
    void oneByteTooManyIsRefusedAndNothingIsStored() throws IOException {
        ObjectStore store = store();
        assertThat(await(store.put("evidence", PHOTO, "text/plain", PHOTO.length))
                        .size())
                .isEqualTo(PHOTO.length);
        byte[] longer = new byte[PHOTO.length + 1];
        assertThatThrownBy(() -> await(store.put("evidence", longer, "text/plain", PHOTO.length)))
                .isInstanceOf(ObjectTooLargeException.class);
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "a/b", "", ".", "A", "a b", "a%2e", "-a", "a--b"})
    void noPrefixLeadsOutOfTheDirectory(String prefix) throws IOException {
        assertThatThrownBy(() -> await(store().put(prefix, PHOTO, "text/plain", ENOUGH)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence/../../x", "evidence", "evidence/ABC", "/evidence/0", "evidence/..%2f"})
    void whatIsNoReferenceIsNotRead(String written) {
        assertThatThrownBy(() -> ObjectRef.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutASoundKeyNothingIsKept() {
        for (String key : List.of("", "short", "c2hvcnQ=")) {
            assertThatThrownBy(() -> new FileObjectStore(new Config(dir, Optional.of(key))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bonafide.object-store.key");
        }
        assertThatThrownBy(() -> new FileObjectStore(new Config(dir, Optional.empty())))
                .isInstanceOf(IllegalStateException.class);
    }

    private ObjectStore store() {
        return new FileObjectStore(Config.of(dir, 1));
    }

    private Path path(ObjectRef ref) {
        return dir.resolve(ref.prefix()).resolve(ref.sha256().substring(0, 2)).resolve(ref.sha256());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
