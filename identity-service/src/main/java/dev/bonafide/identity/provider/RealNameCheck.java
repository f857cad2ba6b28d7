package dev.bonafide.identity.provider;

import io.smallrye.mutiny.Uni;

/**
 * Somebody who knows whether a name and an id number belong together. They are asked, and answer in their own time through
 * {@link RealNameAnswers}: at once, much later, twice, or never.
 */
public interface RealNameCheck {

    /**
     * Puts a question. The same request id may come again after a failure and is then the same question.
     *
     * @return completes when the question was taken; fails with {@link ProviderUnavailable} if it was not
     */
    Uni<Void> ask(RealNameQuestion question);
}
