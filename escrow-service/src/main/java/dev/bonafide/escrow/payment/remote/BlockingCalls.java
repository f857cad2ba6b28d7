package dev.bonafide.escrow.payment.remote;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;

/**
 * Runs an adapter's blocking calls, each on a virtual thread of its own, so that no event loop waits. When nobody waits
 * for the answer any more, as after the time limit of a guard, the thread is interrupted and ends.
 */
public final class BlockingCalls {
    private final String provider;

    /**
     * @param provider its name, which the threads bear
     */
    public BlockingCalls(String provider) {
        this.provider = provider;
    }

    /** The call's answer; its failure is an {@link AskRefusedException} or an {@link UnclearAnswerException}. */
    public <T> Uni<T> run(Callable<T> call) {
        return Uni.createFrom().emitter(answer -> {
            var thread = Thread.ofVirtual().name("payment-" + provider).unstarted(() -> {
                try {
                    answer.complete(call.call());
                } catch (AskRefusedException | UnclearAnswerException told) {
                    answer.fail(told);
                } catch (Throwable unexpected) {
                    answer.fail(UnclearAnswerException.of(provider, unexpected));
                }
            });
            answer.onTermination(thread::interrupt);
            thread.start();
        });
    }
}
