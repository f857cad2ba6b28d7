package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.List;

/** The guards of the guards: a mistake is made on purpose, and the model, an invariant or the database must notice it. */
abstract class MutantsCase {
    @Inject
    Proof proof;

    @Inject
    Hunt hunt;

    @Inject
    Mutants mutants;

    @Inject
    ClockMutants clocks;

    @Inject
    BookMutants books;

    /** Some story notices it, and says one of these. */
    final void isNoticed(String... why) {
        assertThat(hunt.caught().why()).containsAnyOf(why);
    }

    /** Some story notices it in which that happens; the failure, for who wants to know more. */
    final Proof.Failure isNoticedWhere(String happens, String... why) {
        var failure = hunt.caughtWhere(happens);
        assertThat(failure.why()).containsAnyOf(why);
        return failure;
    }

    /** That story notices it, and says one of these. */
    final void isNoticedIn(Story story, String... why) {
        assertThat(proof.tell(List.of(story)))
                .singleElement()
                .satisfies(failure -> assertThat(failure.why()).containsAnyOf(why));
    }

    /** Nothing else is left of the story at its shortest. */
    final void isTellableIn(int steps, Proof.Failure failure) {
        assertThat(proof.shortest(failure).steps()).hasSizeLessThanOrEqualTo(steps);
    }
}
