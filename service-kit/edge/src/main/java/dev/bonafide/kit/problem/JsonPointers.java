package dev.bonafide.kit.problem;

import com.fasterxml.jackson.databind.JsonMappingException;

/** JSON pointers of RFC 6901. */
final class JsonPointers {

    private JsonPointers() {}

    /** Where in the body the reader stopped. */
    static String of(JsonMappingException stopped) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : stopped.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(escaped(step.getFieldName()));
            }
        }
        return pointer.toString();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
