package dev.bonafide.identity.verification;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The number of a Chinese resident identity card, after GB 11643: place of registration, date of birth, sequence, check
 * character. Proof against typing errors only; whose number it is, the provider knows.
 *
 * @param number 18 characters, the last one a digit or an upper-case X
 */
public record ResidentId(String number) {

    /** The age from which people may trade here. */
    public static final int ADULT_YEARS = 18;

    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final Pattern SHAPE = Pattern.compile("\\d{17}[\\dX]");
    /** Provinces, municipalities and autonomous regions. */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71");
    /** Residence permits of people from Hong Kong, Macau and Taiwan. */
    private static final Set<String> PERMITS = Set.of("810000", "820000", "830000");

    private static final DateTimeFormatter BIRTH =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** What reading a number found. */
    public sealed interface Reading {
        /** A sound number of an adult. */
        record Valid(ResidentId id) implements Reading {}

        /** No such number can exist, or its owner is too young. */
        record Invalid(Flaw flaw) implements Reading {}
    }

    /** What is wrong with a number; the names are codes that clients see. */
    public enum Flaw {
        ID_NUMBER_LENGTH,
        ID_NUMBER_CHARACTERS,
        ID_NUMBER_REGION,
        ID_NUMBER_DATE,
        ID_NUMBER_CHECKSUM,
        ID_NUMBER_MINOR
    }

    /** Reads a number; a lower-case x is taken as the upper-case one. */
    public static Reading read(String text, LocalDate today) {
        String number = text.strip().replace('x', 'X');
        if (number.length() != LENGTH) {
            return new Reading.Invalid(Flaw.ID_NUMBER_LENGTH);
        }
        if (!SHAPE.matcher(number).matches()) {
            return new Reading.Invalid(Flaw.ID_NUMBER_CHARACTERS);
        }
        if (!isPlace(number)) {
            return new Reading.Invalid(Flaw.ID_NUMBER_REGION);
        }
        LocalDate birth;
        try {
            birth = LocalDate.parse(number.substring(6, 14), BIRTH);
        } catch (DateTimeException noSuchDay) {
            return new Reading.Invalid(Flaw.ID_NUMBER_DATE);
        }
        if (birth.isAfter(today) || birth.getYear() < 1900) {
            return new Reading.Invalid(Flaw.ID_NUMBER_DATE);
        }
        if (checkCharacter(number) != number.charAt(LENGTH - 1)) {
            return new Reading.Invalid(Flaw.ID_NUMBER_CHECKSUM);
        }
        if (Period.between(birth, today).getYears() < ADULT_YEARS) {
            return new Reading.Invalid(Flaw.ID_NUMBER_MINOR);
        }
        return new Reading.Valid(new ResidentId(number));
    }

    /** The last four characters, the only part that is kept readable. */
    public String last4() {
        return number.substring(LENGTH - 4);
    }

    /** The character that makes the first 17 digits a number. */
    static char checkCharacter(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length());
    }

    // Counties come and go by the hundred, so only what every edition of the code list has in common is asked for.
    private static boolean isPlace(String number) {
        if (number.startsWith("8")) {
            return PERMITS.contains(number.substring(0, 6));
        }
        return PROVINCES.contains(number.substring(0, 2)) && !number.startsWith("00", 2) && !number.startsWith("00", 4);
    }

    /** Nothing of the number, so that no log shows it. */
    @Override
    public String toString() {
        return "ResidentId(…)";
    }
}
