package dev.bonafide.risk.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.risk.fact.Fact;
import dev.bonafide.risk.fact.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Events become facts and set out on their way. What is no event, or not one that can be read, is set aside. */
final class Intake implements Processor<String, byte[], String, byte[]> {
    private final EventReaders readers;
    private final InstantSource machine;
    private final MeterRegistry meters;
    private @Nullable ProcessorContext<String, byte[]> context;

    Intake(EventReaders readers, InstantSource machine, MeterRegistry meters) {
        this.readers = readers;
        this.machine = machine;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var type = EventHeaders.read(record.headers(), EventHeaders.TYPE);
        if (type != null && !readers.reads(type)) {
            return;
        }
        var out = context;
        if (out == null) {
            throw new IllegalStateException("Not initialised");
        }
        try {
            var visit = visit(type, record);
            out.forward(
                    new Record<>(
                            visit.here().toString(),
                            EventJson.write(visit).getBytes(StandardCharsets.UTF_8),
                            record.timestamp(),
                            record.headers()),
                    RiskTopology.SET_OUT);
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            meters.counter("bonafide.events.dead", "topic", "stream").increment();
            out.forward(DeadLetter.of(record, out, machine, reason(unreadable)), RiskTopology.DEAD_EVENTS);
        }
    }

    private Visit visit(@Nullable String type, Record<String, byte[]> record) throws IOException {
        if (type == null) {
            throw new IllegalArgumentException("There is no " + EventHeaders.TYPE + " header");
        }
        if (record.value() == null) {
            throw new IllegalArgumentException("The record has no payload");
        }
        @Nullable Fact fact = readers.read(type, record.value()).orElse(null);
        if (fact == null) {
            throw new IllegalArgumentException("The record has no payload");
        }
        return Visit.of(
                UUID.fromString(required(record, EventHeaders.ID)),
                Instant.parse(required(record, EventHeaders.TIME)),
                fact);
    }

    private static String required(Record<String, byte[]> record, String header) {
        var value = EventHeaders.read(record.headers(), header);
        if (value == null) {
            throw new IllegalArgumentException("There is no " + header + " header");
        }
        return value;
    }

    /** Without the text around the fault, which may hold what a person wrote. */
    private static String reason(Exception unreadable) {
        if (unreadable instanceof JsonProcessingException malformed) {
            malformed.clearLocation();
            return malformed.getClass().getSimpleName() + ": " + malformed.getOriginalMessage();
        }
        return unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage();
    }
}
