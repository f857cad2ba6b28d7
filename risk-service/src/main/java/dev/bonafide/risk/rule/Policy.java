package dev.bonafide.risk.rule;

import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Verdict;

/** A rule set that is ready to judge. The same features always get the same verdict. Safe for any number of threads. */
public interface Policy {
    /** Version of the rule set. */
    String version();

    /** Judges. A rule that fails while it is evaluated is a hit that wants a person's eyes, never a rule without hit. */
    Verdict judge(JudgedKind kind, FeatureVector features);
}
