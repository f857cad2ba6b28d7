package dev.bonafide.kit.http;

import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads ids, numbers and times from paths and queries. A path that holds no id leads nowhere, 404; a query that cannot be
 * read is 400 {@code INVALID_PARAMETER} and says which parameter.
 */
@Provider
public class ParameterReaders implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            UUID.class, ParameterReaders::uuid,
            Instant.class, Instant::parse,
            Integer.class, Integer::valueOf,
            int.class, Integer::valueOf,
            Long.class, Long::valueOf,
            long.class, Long::valueOf);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the reader of a type reads that type; JAX-RS asks for null otherwise
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        Function<String, ?> reader = READERS.get(rawType);
        return reader == null ? null : new Reader<>((Function<String, T>) reader, Place.of(annotations));
    }

    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("Not the canonical form of a UUID");
        }
        return id;
    }

    private record Place(boolean inPath, @Nullable String name) {
        static Place of(Annotation[] annotations) {
            boolean inPath = Stream.of(annotations)
                    .anyMatch(annotation -> annotation instanceof PathParam || annotation instanceof RestPath);
            Optional<String> name = Stream.of(annotations)
                    .map(annotation -> switch (annotation) {
                        case QueryParam query -> query.value();
                        case RestQuery query -> query.value();
                        default -> "";
                    })
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            return new Place(inPath, name.orElse(null));
        }

        ProblemException unreadable() {
            Problem problem = inPath ? HttpProblems.notFound() : Problem.of(400, "INVALID_PARAMETER");
            return new ProblemException(
                    inPath || name == null ? problem : problem.with(FieldError.in(name, "INVALID_FORMAT")));
        }
    }

    private record Reader<T>(Function<String, T> reader, Place place) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            try {
                return reader.apply(text);
            } catch (RuntimeException unreadable) {
                throw place.unreadable();
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
