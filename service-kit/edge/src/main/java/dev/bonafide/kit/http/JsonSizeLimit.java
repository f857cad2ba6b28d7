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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JSON bodies small, whether or not their length was announced: files may be large, commands are not. More than
 * {@code bonafide.http.json-body-size-max} is 413 {@code BODY_TOO_LARGE}.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
public class JsonSizeLimit implements ReaderInterceptor {

    private final int sizeMax;

    /** Takes at most that many bytes. */
    public JsonSizeLimit(
            @ConfigProperty(name = "bonafide.http.json-body-size-max", defaultValue = "1M") MemorySize sizeMax) {
        this.sizeMax = Math.toIntExact(sizeMax.asLongValue());
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isJson(context.getMediaType())) {
            context.setInputStream(new ByteArrayInputStream(limited(context.getInputStream())));
        }
        return context.proceed();
    }

    /** Whether a body of that type is JSON. */
    public static boolean isJson(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().endsWith("+json"));
    }

    private byte[] limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(sizeMax + 1);
        if (bytes.length > sizeMax) {
            throw new ProblemException(HttpProblems.of(413).with("sizeMax", sizeMax));
        }
        return bytes;
    }
}
