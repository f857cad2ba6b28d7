package dev.bonafide.identity.web;

import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.identity.verification.ResidentId;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.SerialNumber;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants to prove.
 *
 * @param kind what kind of proof
 * @param phone for {@code PHONE}: the number in international form
 * @param name for {@code REAL_NAME}: the name as on the identity card
 * @param idNumber for {@code REAL_NAME}: the resident id number; one in ten of those that begin like a card of a bank would
 *     pass for one, so the guard against card numbers leaves this field alone
 */
public record StartVerification(
        @NotNull Kind kind,
        @Nullable String phone,
        @Nullable String name,
        @SerialNumber @Nullable String idNumber) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}·• .'’-]{2,50}");

    /** What is to be proven, understood. */
    sealed interface Wish {
        /** That this phone is in the member's hands. */
        record Phone(PhoneNumber number) implements Wish {}

        /** That the member is this person. */
        record RealName(String name, ResidentId idNumber) implements Wish {
            @Override
            public String toString() {
                return "RealName(…)";
            }
        }
    }

    /** Understands the request, or ends it with one entry per field that is missing, unfit or does not belong here. */
    Wish wish(LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        Wish wish = switch (kind) {
            case PHONE -> phone(errors);
            case REAL_NAME -> realName(errors, today);
        };
        if (!errors.isEmpty() || wish == null) {
            throw new ProblemException(Problem.of(422, "VALIDATION_FAILED").withErrors(errors));
        }
        return wish;
    }

    private @Nullable Wish phone(List<FieldError> errors) {
        unexpected("/name", name, errors);
        unexpected("/idNumber", idNumber, errors);
        if (isMissing("/phone", phone, errors)) {
            return null;
        }
        var number = PhoneNumber.parse(Objects.requireNonNull(phone));
        if (number.isEmpty()) {
            errors.add(FieldError.at("/phone", "PHONE_NUMBER"));
            return null;
        }
        return new Wish.Phone(number.get());
    }

    private @Nullable Wish realName(List<FieldError> errors, LocalDate today) {
        unexpected("/phone", phone, errors);
        boolean missing = isMissing("/name", name, errors) | isMissing("/idNumber", idNumber, errors);
        if (name != null && !name.isBlank() && !NAME.matcher(name.strip()).matches()) {
            errors.add(FieldError.at("/name", "PERSON_NAME"));
        }
        if (missing) {
            return null;
        }
        return switch (ResidentId.read(Objects.requireNonNull(idNumber), today)) {
            case ResidentId.Reading.Valid(var id) ->
                new Wish.RealName(Objects.requireNonNull(name).strip(), id);
            case ResidentId.Reading.Invalid(var flaw) -> {
                errors.add(FieldError.at("/idNumber", flaw.name()));
                yield null;
            }
        };
    }

    private static boolean isMissing(String pointer, @Nullable String value, List<FieldError> errors) {
        if (value == null || value.isBlank()) {
            errors.add(FieldError.at(pointer, "REQUIRED"));
            return true;
        }
        return false;
    }

    private static void unexpected(String pointer, @Nullable String value, List<FieldError> errors) {
        if (value != null) {
            errors.add(FieldError.at(pointer, "UNKNOWN_FIELD"));
        }
    }

    /** Only the kind, so that no log shows the rest. */
    @Override
    public String toString() {
        return "StartVerification(" + kind + ")";
    }
}
