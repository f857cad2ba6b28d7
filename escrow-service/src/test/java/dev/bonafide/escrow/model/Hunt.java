package dev.bonafide.escrow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Tells stories to a service with a mistake in it until one of them notices. */
@ApplicationScoped
class Hunt {
    private static final int STORIES_AT_ONCE = 64;
    private static final int STORIES_MAX = 1_024;
    private static final int CHOSEN_AT_ONCE = 16;
    private static final int CHOSEN_FROM = 16 * STORIES_MAX;

    private final Proof proof;
    private final Looking looking;

    Hunt(Proof proof, Looking looking) {
        this.proof = proof;
        this.looking = looking;
    }

    Proof.Failure caught() {
        return caught(stories(STORIES_MAX).iterator(), STORIES_AT_ONCE);
    }

    /** The same with those stories alone in which that happens, as the model has it. */
    Proof.Failure caughtWhere(String happens) {
        return caught(where(happens).limit(STORIES_AT_ONCE).iterator(), CHOSEN_AT_ONCE);
    }

    /** Those stories in which that happens, always the same. */
    Stream<Story> where(String happens) {
        return stories(CHOSEN_FROM).filter(story -> happensIn(story, happens));
    }

    private static Stream<Story> stories(int many) {
        return LongStream.range(0, many).mapToObj(Stories::of);
    }

    private static boolean happensIn(Story story, String what) {
        var model = new Model(story.item());
        story.moves().forEach(move -> model.take(move.step()));
        for (int i = 0; i < Proof.PATIENCE && model.awaited(Proof.FIRST_AWAITED_ID + i) instanceof Step step; i++) {
            model.take(step);
        }
        return model.marks().contains(what) || model.said.containsKey(what);
    }

    private Proof.Failure caught(Iterator<Story> stories, int atOnce) {
        var told = 0;
        while (stories.hasNext()) {
            var some = new ArrayList<Story>();
            while (stories.hasNext() && some.size() < atOnce) {
                some.add(stories.next());
            }
            told += some.size();
            var failures = proof.tellUntilOneFails(some);
            if (!failures.isEmpty()) {
                return failures.getFirst();
            }
        }
        throw new AssertionError("Nobody noticed in " + told + " stories");
    }

    /** While the work is done, the database forgets such rows. */
    void forgetting(String table, String which, Runnable work) {
        looking.execute("""
            create function forget_it() returns trigger language plpgsql as 'begin return null; end';
            create trigger a_forget_it before insert on %s for each row when (%s) execute function forget_it()\
            """.formatted(table, which));
        try {
            work.run();
        } finally {
            looking.execute("drop trigger a_forget_it on " + table + "; drop function forget_it()");
        }
    }
}
