package dev.bonafide.escrow.web;

import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services a request names. Each name that is none, or comes twice, is told by its place. */
final class WishedServices {
    /** More than there are services. */
    static final int MAX = 10;

    private WishedServices() {}

    static Set<Service> of(@Nullable List<String> names) {
        var services = EnumSet.noneOf(Service.class);
        if (names == null) {
            return services;
        }
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < names.size(); i++) {
            var pointer = "/services/" + i;
            var known = named(names.get(i));
            if (known.isEmpty()) {
                errors.add(FieldError.at(pointer, "UNKNOWN_SERVICE"));
            } else if (!services.add(known.get())) {
                errors.add(FieldError.at(pointer, "NAMED_TWICE"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(422, "VALIDATION_FAILED").withErrors(errors));
        }
        return services;
    }

    static Problem notOffered(Collection<Service> refused, List<ServiceLine> offered) {
        return Problem.of(422, "SERVICE_NOT_OFFERED")
                .with("services", refused.stream().map(Enum::name).sorted().toList())
                .with("offered", offered.stream().map(OrderView.LineView::of).toList());
    }

    private static Optional<Service> named(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.name().equals(name))
                .findFirst();
    }
}
