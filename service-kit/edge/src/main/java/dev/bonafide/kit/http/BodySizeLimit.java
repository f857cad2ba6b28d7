package dev.bonafide.kit.http;

import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bodies within what is taken here, whether or not their length was announced: {@code quarkus.http.limits.max-body-size}
 * for files, and for JSON no more than {@code bonafide.http.json-body-size-max}, because commands are small. What grows beyond
 * is 413 {@code BODY_TOO_LARGE}.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
public class BodySizeLimit implements ReaderInterceptor {

    private final long sizeMax;
    private final int jsonSizeMax;

    /** Takes at most that many bytes. */
    public BodySizeLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> sizeMax,
            @ConfigProperty(name = "bonafide.http.json-body-size-max", defaultValue = "1M") MemorySize jsonSizeMax) {
        this.sizeMax = sizeMax.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
        this.jsonSizeMax = Math.toIntExact(Math.min(jsonSizeMax.asLongValue(), this.sizeMax));
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        InputStream body = context.getInputStream();
        context.setInputStream(
                isJson(context.getMediaType())
                        // Read before it is parsed: the parser would take the refusal for a fault of the document.
                        ? new ByteArrayInputStream(new Limited(body, jsonSizeMax).readAllBytes())
                        : new Limited(body, sizeMax));
        return context.proceed();
    }

    /** Whether a body of that type is JSON. */
    public static boolean isJson(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().endsWith("+json"));
    }

    /** A body that ends the request when it turns out larger than allowed. */
    private static final class Limited extends InputStream {
        private final InputStream body;
        private final long sizeMax;
        private long size;

        Limited(InputStream body, long sizeMax) {
            this.body = body;
            this.sizeMax = sizeMax;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            grow(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            grow(Math.max(read, 0));
            return read;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        private void grow(int by) {
            size += by;
            if (size > sizeMax) {
                // What is still coming would be read as the next request.
                throw new ProblemException(
                        HttpProblems.of(413).with("sizeMax", sizeMax).withHeader("Connection", "close"));
            }
        }
    }
}
