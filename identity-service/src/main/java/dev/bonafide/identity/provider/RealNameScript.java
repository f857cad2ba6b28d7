package dev.bonafide.identity.provider;

import dev.bonafide.identity.verification.ProviderAnswer;
import java.time.Duration;
import java.util.List;

/**
 * How the sandbox's provider behaves, chosen by what the name contains. The id number plays no part.
 *
 * @param refusals how often it cannot be asked before it takes the question
 * @param answers what it says then, and when
 */
record RealNameScript(int refusals, List<Answer> answers) {

    /** One answer, so long after the question was taken. */
    record Answer(ProviderAnswer answer, Duration after) {}

    /** The script for a name; without a mark in it the provider finds a match at once. */
    static RealNameScript of(String name) {
        if (name.contains("不可用")) {
            return new RealNameScript(2, List.of(soon(ProviderAnswer.MATCH)));
        }
        if (name.contains("不符")) {
            return new RealNameScript(0, List.of(soon(ProviderAnswer.NO_MATCH)));
        }
        if (name.contains("待定")) {
            return new RealNameScript(0, List.of(soon(ProviderAnswer.UNSURE)));
        }
        if (name.contains("迟到")) {
            return new RealNameScript(0, List.of(new Answer(ProviderAnswer.MATCH, Duration.ofHours(26))));
        }
        if (name.contains("重复")) {
            return new RealNameScript(0, List.of(soon(ProviderAnswer.MATCH), soon(ProviderAnswer.MATCH)));
        }
        if (name.contains("矛盾")) {
            return new RealNameScript(
                    0, List.of(soon(ProviderAnswer.MATCH), new Answer(ProviderAnswer.NO_MATCH, Duration.ofHours(1))));
        }
        return new RealNameScript(0, List.of(soon(ProviderAnswer.MATCH)));
    }

    private static Answer soon(ProviderAnswer answer) {
        return new Answer(answer, Duration.ZERO);
    }
}
