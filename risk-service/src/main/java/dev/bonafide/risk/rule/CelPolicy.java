package dev.bonafide.risk.rule;

import dev.bonafide.risk.feature.Feature;
import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import dev.bonafide.risk.verdict.Verdict;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A policy evaluated by the CEL runtime. Every condition is type-checked against the feature catalogue beforehand. */
public final class CelPolicy implements Policy {
    private static final String ERROR_TEXT_KEY = "risk.rule-error";
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private record Compiled(Rule rule, CelRuntime.Program program, List<Feature> named) {}

    private final String version;
    private final Map<JudgedKind, List<Compiled>> rules;

    private CelPolicy(String version, Map<JudgedKind, List<Compiled>> rules) {
        this.version = version;
        this.rules = rules;
    }

    /** Compiles the rule set; throws {@link BrokenPolicyException} that names every condition which does not hold water. */
    public static CelPolicy compile(PolicyText text) {
        var problems = new ArrayList<String>();
        var byKind = new EnumMap<JudgedKind, List<Compiled>>(JudgedKind.class);
        for (var rule : RuleCheck.sound(text.rules(), problems)) {
            try {
                byKind.computeIfAbsent(rule.event(), _ -> new ArrayList<>()).add(compile(rule));
            } catch (CelValidationException | CelEvaluationException wrong) {
                problems.add(rule.id() + ": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenPolicyException(problems);
        }
        return new CelPolicy(text.version(), byKind);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Verdict judge(JudgedKind kind, FeatureVector features) {
        CelVariableResolver values = name -> Feature.named(name).map(features::value);
        var hits = new ArrayList<Hit>();
        for (var rule : rules.getOrDefault(kind, List.of())) {
            evaluate(rule, values, features).ifPresent(hits::add);
        }
        return Verdict.of(hits, version);
    }

    private static Optional<Hit> evaluate(Compiled compiled, CelVariableResolver values, FeatureVector features) {
        var rule = compiled.rule();
        try {
            if (!Boolean.TRUE.equals(compiled.program().eval(values))) {
                return Optional.empty();
            }
            return Optional.of(new Hit(
                    rule.id(),
                    rule.version(),
                    rule.weight(),
                    rule.outcome(),
                    rule.text(),
                    facts(compiled, features),
                    rule.restrict(),
                    rule.caseKind()));
        } catch (CelEvaluationException failed) {
            var facts = facts(compiled, features);
            facts.put(Hit.RULE_ERROR, failed.getErrorCode().name());
            return Optional.of(new Hit(
                    rule.id(), rule.version(), rule.weight(), Outcome.REVIEW, ERROR_TEXT_KEY, facts, null, null));
        }
    }

    private static Map<String, String> facts(Compiled compiled, FeatureVector features) {
        var facts = new TreeMap<String, String>();
        for (var feature : compiled.named()) {
            facts.put(feature.factName(), feature.written(features.value(feature)));
        }
        return facts;
    }

    private static Compiled compile(Rule rule) throws CelValidationException, CelEvaluationException {
        var ast = COMPILER.compile(rule.when(), rule.id()).getAst();
        return new Compiled(rule, RUNTIME.createProgram(ast), named(ast));
    }

    private static List<Feature> named(CelAbstractSyntaxTree ast) {
        return ast.getReferenceMap().values().stream()
                .flatMap(reference -> Feature.named(reference.name()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
        var types = new HashMap<Feature.Kind, CelType>();
        types.put(Feature.Kind.INT, SimpleType.INT);
        types.put(Feature.Kind.MONEY, SimpleType.INT);
        types.put(Feature.Kind.TEXT, SimpleType.STRING);
        for (var feature : Feature.values()) {
            builder.addVar(feature.wireName(), types.get(feature.kind()));
        }
        return builder.build();
    }
}
