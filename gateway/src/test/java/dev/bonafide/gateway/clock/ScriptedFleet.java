package dev.bonafide.gateway.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Services on one simulated machine: timers that fire some polls after they are due, events that leave and are read some
 * polls later still, and whatever that sets off. Writes down what happens, in the order in which it happens.
 */
final class ScriptedFleet extends Clock implements Fleet, EventLog {

    /** What a timer sets off. */
    interface Effect {
        void happen(Instant businessTime);
    }

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Map<String, Service> services = new LinkedHashMap<>();
    final List<String> diary = new ArrayList<>();
    final List<Long> raised = new ArrayList<>();
    private Instant machine = START;
    private long logEnd;
    private long logRead;
    private int readingTakes;
    boolean neverReads;

    private final class Service {
        long offset;
        boolean isAway;
        int firingTakes;
        int sendingTakes;
        int waiting;
        int overdueFor;
        int outbox;
        final TreeMap<Instant, Map<String, Effect>> timers = new TreeMap<>();

        Instant now() {
            return machine.plusMillis(offset);
        }
    }

    ScriptedFleet with(String... names) {
        for (String name : names) {
            services.put(name, new Service());
        }
        return this;
    }

    void timer(String service, String name, Duration after, Effect effect) {
        Service one = one(service);
        one.timers
                .computeIfAbsent(START.plus(after), _ -> new LinkedHashMap<>())
                .put(name, effect);
    }

    void firingTakes(String service, int polls) {
        one(service).firingTakes = polls;
    }

    void say(String service, int sendingTakes, int pollsUntilRead) {
        one(service).outbox++;
        one(service).sendingTakes = sendingTakes;
        readingTakes = pollsUntilRead;
    }

    void away(String service) {
        one(service).isAway = true;
    }

    void offset(String service, Duration offset) {
        one(service).offset = offset.toMillis();
    }

    Instant start() {
        return START;
    }

    /** Machine time passes; nothing else does. */
    void pass(Duration duration) {
        machine = machine.plus(duration);
    }

    @Override
    public List<ServiceWork> work() {
        requireAll();
        return services.entrySet().stream()
                .map(entry -> work(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ServiceWork work(String name, Service service) {
        fire(name, service);
        send(name, service);
        long due = service.timers.headMap(service.now(), true).size();
        return new ServiceWork(
                name,
                service.now(),
                service.offset,
                service.timers.isEmpty() ? null : service.timers.firstKey(),
                due,
                service.outbox,
                List.of(name));
    }

    private void fire(String name, Service service) {
        if (service.timers.headMap(service.now(), true).isEmpty() || service.overdueFor++ < service.firingTakes) {
            return;
        }
        service.overdueFor = 0;
        service.timers.pollFirstEntry().getValue().forEach((timer, effect) -> {
            diary.add(name + ":" + timer);
            effect.happen(service.now());
        });
    }

    private void send(String name, Service service) {
        if (service.outbox > 0 && service.waiting++ >= service.sendingTakes) {
            service.waiting = 0;
            service.outbox--;
            logEnd++;
            diary.add(name + ":sent");
        }
    }

    @Override
    public void raise(long offsetMillis) {
        requireAll();
        raised.add(offsetMillis);
        services.values().forEach(service -> service.offset = Math.max(service.offset, offsetMillis));
    }

    @Override
    public Reading reading(Set<String> groups) {
        Reading reading = new Reading(
                Map.of("t-0", logEnd),
                logRead < logEnd ? List.of(groups.iterator().next()) : List.of());
        if (logRead < logEnd && !neverReads && readingTakes-- <= 0) {
            logRead++;
            diary.add("read");
        }
        return reading;
    }

    private void requireAll() {
        List<String> away = services.entrySet().stream()
                .filter(entry -> entry.getValue().isAway)
                .map(Map.Entry::getKey)
                .toList();
        if (!away.isEmpty()) {
            throw new ServicesAwayException(away);
        }
    }

    private Service one(String name) {
        return java.util.Objects.requireNonNull(services.get(name));
    }

    @Override
    public Instant instant() {
        return machine;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
