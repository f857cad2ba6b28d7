package dev.bonafide.kit.openapi;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the OpenAPI document as the build has written it. The extension would read it at every start and write it twice
 * more, for nobody: what could still change in it then, a filter or other servers, no service of ours uses.
 */
@Alternative
@Priority(1)
@Singleton
class WrittenDescription extends OpenApiDocumentService {
    private volatile @Nullable ClassLoader home;

    /** Before the extension looks for the document: it then finds none, and leaves it at that. */
    void keepFromTheStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
        var loader = Thread.currentThread().getContextClassLoader();
        home = loader;
        OpenApiConstants.classLoader = new Without(OpenApiConstants.BASE_NAME, loader);
    }

    @Override
    public byte[] getDocument(String name, Format format) {
        var document = name.equals(OpenApiConstants.DEFAULT_DOCUMENT_NAME) ? "" : "-" + name;
        var file = OpenApiConstants.BASE_NAME + document + "." + format;
        try (var content = requireNonNull(home).getResourceAsStream(file)) {
            return requireNonNull(content, () -> "The build has written no " + file)
                    .readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All that the parent has, but for the resources whose names begin so. */
    private static final class Without extends ClassLoader {
        private final String hidden;

        Without(String hidden, ClassLoader parent) {
            super(parent);
            this.hidden = hidden;
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.startsWith(hidden) ? null : super.getResourceAsStream(name);
        }
    }
}
