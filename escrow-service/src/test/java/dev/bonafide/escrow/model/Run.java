package dev.bonafide.escrow.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One order to which a story happens: beside it, what the model expects of it. */
final class Run {
    /** From this number on, what freezes an order is the doubt about a return. */
    static final int DOUBTS = 1_000;
    /** And from this on a bank, which has ids of its own. */
    static final int BANKS = 2_000;

    final Story story;
    final Model model;
    final UUID order = UUID.randomUUID();
    final UUID listing = UUID.randomUUID();
    final UUID buyer = UUID.randomUUID();
    final UUID seller;
    final List<UUID> payouts = new ArrayList<>();
    /** What people of finance wished, in that order. */
    final List<UUID> wishes = new ArrayList<>();
    /** What was sent under each id: the same message again is the same to the byte. */
    final Map<Integer, byte[]> sent = new ConcurrentHashMap<>();
    /** What happened, the end that was waited for included. */
    final List<String> steps = new ArrayList<>();

    Sight sight = Sight.NOTHING;
    /** Who has stopped the pool as the story has it, as the service has written it down; null while nobody has. */
    @Nullable
    String poolStoppedBy;

    boolean failed;

    private final UUID salt = UUID.randomUUID();

    Run(Story story) {
        this(story, UUID.randomUUID());
    }

    /** Another order of the same seller. */
    Run(Story story, UUID seller) {
        this.story = story;
        this.seller = seller;
        this.model = new Model(story.item());
    }

    String correlation() {
        return "story-" + order;
    }

    /** The id of what freezes an order. */
    UUID dispute(int number) {
        return number < DOUBTS ? id("dispute", number) : id("return", number - DOUBTS);
    }

    /** The id that stands for a number in this story. */
    UUID id(String what, int number) {
        var bytes = ByteBuffer.allocate(64)
                .putLong(salt.getMostSignificantBits())
                .putLong(salt.getLeastSignificantBits())
                .putInt(what.hashCode())
                .putInt(number)
                .array();
        return UUID.nameUUIDFromBytes(bytes);
    }
}
