package dev.bonafide.kit.security;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whether a place in a body belongs to a property that was marked {@link SerialNumber}. */
final class SerialFields {

    private final ObjectMapper mapper;

    SerialFields(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    boolean cover(Type bodyType, JsonPointer place) {
        return cover(mapper.constructType(bodyType), place);
    }

    private boolean cover(JavaType type, @Nullable JsonPointer rest) {
        if (rest == null || rest.matches()) {
            return false;
        }
        if (type.isContainerType() || type.isReferenceType()) {
            return cover(type.getContentType(), type.isReferenceType() ? rest : rest.tail());
        }
        String name = rest.getMatchingProperty();
        return shapes(type).flatMap(shape -> properties(shape, name)).anyMatch(property -> {
            @Nullable SerialNumber marked = mark(property);
            return marked != null ? covers(marked, rest.tail()) : cover(property.getPrimaryType(), rest.tail());
        });
    }

    private static boolean covers(SerialNumber marked, @Nullable JsonPointer beneath) {
        List<String> keys = List.of(marked.keys());
        return keys.isEmpty() || (beneath != null && keys.contains(beneath.getMatchingProperty()));
    }

    /** A sealed interface takes the form of any of its records. */
    private Stream<JavaType> shapes(JavaType type) {
        Class<?>[] permitted = type.getRawClass().getPermittedSubclasses();
        return permitted == null
                ? Stream.of(type)
                : Stream.concat(
                        Stream.of(type),
                        Stream.of(permitted).map(mapper::constructType).flatMap(this::shapes));
    }

    private Stream<BeanPropertyDefinition> properties(JavaType type, String name) {
        return mapper.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(property -> property.getName().equals(name));
    }

    private static @Nullable SerialNumber mark(BeanPropertyDefinition property) {
        return Stream.<@Nullable AnnotatedMember>of(
                        property.getConstructorParameter(), property.getField(), property.getGetter())
                .filter(Objects::nonNull)
                .map(member -> member.getAnnotation(SerialNumber.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
