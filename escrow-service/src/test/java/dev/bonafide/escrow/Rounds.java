package dev.bonafide.escrow;

/** How often a race is run: as often as its test says, or as {@code bonafide.rounds} does, for nights. */
public final class Rounds {
    private Rounds() {}

    /** A race from its beginning. */
    public interface Race {
        void run() throws Exception;
    }

    /** Runs it one time after the other. */
    public static void of(int usual, Race race) throws Exception {
        for (int round = 0; round < Integer.getInteger("bonafide.rounds", usual); round++) {
            race.run();
        }
    }
}
