package dev.bonafide.risk.stream;

import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.events.DecisionMadeV1;
import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.SubjectKey;
import dev.bonafide.risk.fact.Visit;
import dev.bonafide.risk.subject.AccountRecord;
import dev.bonafide.risk.subject.Stop;
import dev.bonafide.risk.subject.SubjectRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A fact visits a subject: the subject takes it in, shows itself, and sends it on, or at the last stop judges it. */
final class Visitor implements Processor<String, byte[], String, byte[]> {
    private static final String SOURCE = "/risk-service";

    private final Judgement judgement;
    private final InstantSource machine;
    private final MeterRegistry meters;
    private @Nullable Open open;

    private record Open(
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, byte[]> subjects,
            KeptDecisions decisions) {}

    Visitor(Judgement judgement, InstantSource machine, MeterRegistry meters) {
        this.judgement = judgement;
        this.machine = machine;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        open = new Open(
                context,
                context.getStateStore(RiskTopology.SUBJECTS),
                new KeptDecisions(context.getStateStore(RiskTopology.DECISIONS)));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var at = open;
        if (at == null) {
            throw new IllegalStateException("Not initialised");
        }
        Step step;
        try {
            step = step(at, EventJson.read(record.value(), Visit.class));
        } catch (KafkaException machinery) {
            throw machinery;
        } catch (IOException | RuntimeException broken) {
            // No decision is made, so what waits for one goes on waiting: closed, not open.
            meters.counter("bonafide.events.dead", "topic", Topics.VISITS).increment();
            var reason = broken.getClass().getSimpleName() + ": " + broken.getMessage();
            at.context().forward(DeadLetter.of(record, at.context(), machine, reason), RiskTopology.DEAD_VISITS);
            return;
        }
        carryOut(at, record, step);
    }

    /** What a stop comes to, found out before anything is changed, so that a fact that breaks it leaves no trace. */
    private record Step(
            SubjectKey key,
            byte[] subject,
            boolean repeated,
            long judged,
            @Nullable DecisionLoggedV1 decision,
            @Nullable Visit onward) {}

    private Step step(Open at, Visit visit) {
        var key = visit.here();
        var subject = SubjectRecord.decoded(key, at.subjects().get(key.toString()));
        var stop = Stop.make(subject, visit);
        if (stop.late()) {
            meters.counter("bonafide.risk.facts.late").increment();
        }
        boolean goesOn = !visit.isLastStop() || !stop.detour().isEmpty();
        @Nullable DecisionLoggedV1 decision = null;
        long judged = 0;
        if (!goesOn && visit.fact() instanceof Fact.Judged fact && subject instanceof AccountRecord account) {
            decision = decide(at, visit, fact, stop);
            judged = account.judged();
        }
        return new Step(
                key,
                subject.encoded(),
                stop.repeated(),
                judged,
                decision,
                goesOn ? visit.onward(stop.shown(), stop.detour()) : null);
    }

    private void carryOut(Open at, Record<String, byte[]> record, Step step) {
        if (!step.repeated()) {
            at.subjects().put(step.key().toString(), step.subject());
            if (step.decision() != null) {
                at.decisions().keep(step.decision(), step.judged());
            }
        }
        if (step.decision() != null) {
            send(at, record, step.decision());
        }
        if (step.onward() != null) {
            at.context()
                    .forward(
                            record.withKey(step.onward().here().toString()).withValue(json(step.onward())),
                            RiskTopology.ONWARD);
        }
    }

    private DecisionLoggedV1 decide(Open at, Visit visit, Fact.Judged fact, Stop stop) {
        if (stop.repeated()) {
            var before = at.decisions().find(fact.actor(), visit.eventId());
            if (before.isPresent()) {
                return before.get();
            }
        }
        var decision = judgement.judge(visit, fact, stop.shown());
        meters.counter(
                        "bonafide.risk.decisions",
                        "kind",
                        decision.subjectKind().name(),
                        "outcome",
                        decision.outcome().name())
                .increment();
        return decision;
    }

    private void send(Open at, Record<String, byte[]> record, DecisionLoggedV1 decision) {
        long now = machine.instant().toEpochMilli();
        at.context()
                .forward(
                        new Record<>(
                                decision.subjectId().toString(),
                                json(decision.told()),
                                now,
                                headers(record.headers(), decision, DecisionMadeV1.TYPE, decision.subjectId())),
                        RiskTopology.TOLD);
        at.context()
                .forward(
                        new Record<>(
                                decision.accountId().toString(),
                                json(decision),
                                now,
                                headers(record.headers(), decision, DecisionLoggedV1.TYPE, decision.accountId())),
                        RiskTopology.LOGGED);
    }

    private static Headers headers(Headers of, DecisionLoggedV1 decision, String type, UUID subject) {
        var correlation = EventHeaders.read(of, EventHeaders.CORRELATION_ID);
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.SPEC_VERSION, "1.0");
        EventHeaders.add(headers, EventHeaders.ID, decision.decisionId().toString());
        EventHeaders.add(headers, EventHeaders.SOURCE, SOURCE);
        EventHeaders.add(headers, EventHeaders.TYPE, type);
        EventHeaders.add(headers, EventHeaders.SUBJECT, subject.toString());
        EventHeaders.add(headers, EventHeaders.TIME, decision.decidedAt().toString());
        EventHeaders.add(headers, EventHeaders.PARTITION_KEY, subject.toString());
        EventHeaders.add(headers, EventHeaders.CONTENT_TYPE, "application/json");
        EventHeaders.add(
                headers,
                EventHeaders.CORRELATION_ID,
                correlation == null ? decision.eventId().toString() : correlation);
        EventHeaders.add(headers, EventHeaders.CAUSATION_ID, decision.eventId().toString());
        EventHeaders.add(headers, EventHeaders.TRACEPARENT, EventHeaders.read(of, EventHeaders.TRACEPARENT));
        return headers;
    }

    private static byte[] json(Object payload) {
        return EventJson.write(payload).getBytes(StandardCharsets.UTF_8);
    }
}
