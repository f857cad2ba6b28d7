package dev.bonafide.launcher.running;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.LogTail;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Memory;
import dev.bonafide.launcher.process.Spawner;
import dev.bonafide.launcher.stack.AotCaches;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.ServerPrograms;
import dev.bonafide.launcher.stack.WrongUsage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Brings parts up, everything at once as far as they do not need each other: Keycloak waits for PostgreSQL, services for
 * PostgreSQL and Kafka but not for Keycloak, and services start a few at a time.
 */
public final class HouseStart {
    private static final int LINES_SHOWN = 15;
    private static final int SERVICES_AT_ONCE_MIN = 3;
    private static final long PAUSE_MILLIS = 50;
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(30);

    private final Site site;
    private final Secrets secrets;
    private final ServerPrograms programs;
    private final JvmOptions options;
    private final Console console;
    private final Semaphore turns =
            new Semaphore(Math.max(SERVICES_AT_ONCE_MIN, Runtime.getRuntime().availableProcessors()));
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Object gate = new Object();
    private boolean closed;

    private HouseStart(Site site, Secrets secrets, ServerPrograms programs, JvmOptions options, Console console) {
        this.site = site;
        this.secrets = secrets;
        this.programs = programs;
        this.options = options;
        this.console = console;
    }

    /** Starts with the AOT caches there are. */
    public static HouseStart usual(
            Site site, Secrets secrets, ServerPrograms programs, AotCaches caches, Console console) {
        return new HouseStart(site, secrets, programs, new JvmOptions(caches, Set.of()), console);
    }

    /** Starts so that these parts write an AOT cache when they end. */
    public static HouseStart training(
            Set<Part> trained, Site site, Secrets secrets, ServerPrograms programs, AotCaches caches, Console console) {
        return new HouseStart(site, secrets, programs, new JvmOptions(caches, trained), console);
    }

    /** Starts these parts and returns when each is ready or has failed. Parts not named must be running if needed. */
    public List<Fault> start(Collection<? extends Part> parts) throws InterruptedException {
        Map<Part, Coming> coming = new LinkedHashMap<>();
        parts.forEach(part -> coming.put(part, new Coming()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            coming.forEach((part, outcome) -> threads.execute(() -> bring(part, outcome, coming)));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return List.copyOf(faults);
    }

    /** From now on nothing is started any more; what was started stays to be stopped by others. */
    public void close() {
        synchronized (gate) {
            closed = true;
        }
    }

    private void bring(Part part, Coming outcome, Map<Part, Coming> coming) {
        try {
            var ready = neededBy(part).stream().allMatch(needed -> isUp(coming.get(needed)));
            if (ready) {
                outcome.up = part instanceof Service ? inTurn(part) : bringNow(part);
            } else {
                console.complain("  " + part.title() + " was not started: a server it needs is not there");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(new Fault(part, "did not start: " + e.getMessage(), site.home().log(part.key()), List.of()));
        } finally {
            outcome.decided.countDown();
        }
    }

    private static List<Server> neededBy(Part part) {
        return switch (part) {
            case Server.POSTGRES, Server.KAFKA -> List.of();
            case Server.KEYCLOAK -> List.of(Server.POSTGRES);
            case Service service ->
                service.hasDatabase() ? List.of(Server.POSTGRES, Server.KAFKA) : List.of(Server.KAFKA);
        };
    }

    /** A server that is not among those to start is already running. */
    private static boolean isUp(@org.jspecify.annotations.Nullable Coming coming) {
        if (coming == null) {
            return true;
        }
        try {
            coming.decided.await();
            return coming.up;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean inTurn(Part part) throws InterruptedException {
        turns.acquire();
        try {
            return bringNow(part);
        } finally {
            turns.release();
        }
    }

    private boolean bringNow(Part part) throws InterruptedException {
        var time = new Stopwatch();
        var start = startOf(part);
        start.prepare();
        var log = new LogTail(site.home().log(part.key()));
        Process process;
        synchronized (gate) {
            if (closed) {
                return false;
            }
            process =
                    new Spawner(site.home()).start(part.key(), start.command(), start.directory(), start.environment());
        }
        var nextWord = BETWEEN_WORDS;
        while (!start.isReady()) {
            if (!process.isAlive()) {
                var reason =
                        closed() ? "was stopped" : "ended with exit code " + process.exitValue() + " after " + time;
                fail(new Fault(part, reason, site.home().log(part.key()), end(log)));
                return false;
            }
            if (time.elapsed().compareTo(start.patience()) > 0) {
                fail(new Fault(
                        part,
                        "is running but not ready after " + time,
                        site.home().log(part.key()),
                        end(log)));
                return false;
            }
            if (time.elapsed().compareTo(nextWord) > 0) {
                console.say("  " + part.title() + " is not ready yet after " + time + " ...");
                nextWord = nextWord.plus(BETWEEN_WORDS);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        start.afterwards();
        console.progress(part.title(), time, note(part, process.toHandle()));
        return true;
    }

    private boolean closed() {
        synchronized (gate) {
            return closed;
        }
    }

    private String note(Part part, ProcessHandle process) {
        var megabytes = Memory.residentMegabytes(List.of(process));
        return site.address(part) + (megabytes < 0 ? "" : "   " + megabytes + " MB");
    }

    private void fail(Fault fault) {
        if (!closed()) {
            faults.add(fault);
            console.complain("  " + fault.part().title() + " " + fault.reason());
        }
    }

    private static List<String> end(LogTail log) {
        var lines = log.added();
        return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    }

    private PartStart startOf(Part part) {
        return switch (part) {
            case Server.POSTGRES -> new PostgresStart(site, secrets, programs.postgres());
            case Server.KAFKA -> new KafkaStart(site, programs.kafka(), options);
            case Server.KEYCLOAK -> new KeycloakStart(site, secrets, programs.keycloak(), options);
            case Service service -> new ServiceStart(service, site, secrets, options);
        };
    }

    /** Whether the realm in use differs from the committed one. */
    public static boolean realmChanged(Site site) {
        return KeycloakStart.realmChanged(site);
    }

    /** The part of that name, or the kind refusal that lists them all. */
    public static Part part(String name) {
        return House.find(name)
                .orElseThrow(() -> new WrongUsage("There is no part '" + name + "'. The parts are: " + House.names()));
    }

    /** The first fault as an exception, for commands about one part. */
    public static void failIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Failed(String.join("\n", faults.getFirst().lines()));
        }
    }

    /** A part on its way: decided once it is up or has failed. */
    private static final class Coming {
        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile boolean up;
    }
}
