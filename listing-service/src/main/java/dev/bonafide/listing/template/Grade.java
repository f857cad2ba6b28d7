package dev.bonafide.listing.template;

import java.util.Optional;
import java.util.stream.Stream;

/** The condition of goods as the seller states it, from best to worst. */
public enum Grade {
    NEW("NEW"),
    NINETY_NINE("99"),
    NINETY_FIVE("95"),
    NINETY("90"),
    EIGHTY("80"),
    FOR_PARTS("FOR_PARTS");

    private final String code;

    Grade(String code) {
        this.code = code;
    }

    /** How the grade is written in requests, events and rows. */
    public String code() {
        return code;
    }

    /** The grade of that code, if there is one. */
    public static Optional<Grade> of(String code) {
        return Stream.of(values()).filter(grade -> grade.code.equals(code)).findFirst();
    }
}
