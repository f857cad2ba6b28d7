package dev.bonafide.journeys.client;

/** The system answered otherwise than the story needs. */
public final class UnexpectedAnswer extends RuntimeException {
    public UnexpectedAnswer(String message) {
        super(message);
    }
}
