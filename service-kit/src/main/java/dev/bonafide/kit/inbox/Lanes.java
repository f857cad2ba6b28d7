package dev.bonafide.kit.inbox;

import dev.bonafide.kit.config.KitConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Where records wait for their turn. Lanes are worked on side by side, the records of one lane one after another, and a
 * partition keeps to its lane, so its order stays.
 *
 * <p>A lane takes together what has gathered while it was busy: one record while there is little to do, many at once when
 * it falls behind. So nobody waits for a group to fill, and the more there is to do, the less each record costs.
 */
@ApplicationScoped
class Lanes {
    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private record Waiting(ConsumerRecord<String, byte[]> record, Runnable done) {}

    private final KitConfig.Inbox config;
    private final Intake intake;
    private final List<BlockingQueue<Waiting>> lanes;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    Lanes(KitConfig config, Intake intake) {
        this.config = config.inbox();
        this.intake = intake;
        this.lanes = Stream.<BlockingQueue<Waiting>>generate(LinkedBlockingQueue::new)
                .limit(this.config.lanes())
                .toList();
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        for (var lane : lanes) {
            threads.add(Thread.ofVirtual().name("events-" + threads.size()).start(() -> run(lane)));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            thread.join(Duration.ofSeconds(2));
        }
    }

    /** Puts the records of a poll in their lanes; completes when each has had its effect or is a dead letter. */
    Uni<Void> take(ConsumerRecords<String, byte[]> poll) {
        if (poll.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            var outstanding = new AtomicInteger(poll.count());
            Runnable done = () -> {
                if (outstanding.decrementAndGet() == 0) {
                    emitter.complete(null);
                }
            };
            for (var partition : poll.partitions()) {
                var lane = lanes.get(Math.floorMod(partition.hashCode(), lanes.size()));
                poll.records(partition).forEach(record -> lane.add(new Waiting(record, done)));
            }
        });
    }

    private void run(BlockingQueue<Waiting> lane) {
        var group = new ArrayList<Waiting>();
        try {
            while (running) {
                group.add(lane.take());
                lane.drainTo(group, config.groupMax() - 1);
                finish(group.stream().map(Waiting::record).toList());
                group.forEach(waiting -> waiting.done().run());
                group.clear();
            }
        } catch (InterruptedException stopped) {
            // Stopping: what was not finished has not been acknowledged and comes again.
        }
    }

    /** Returns when the intake has taken the records; it takes all there are, so a failure is a fault of its own. */
    private void finish(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
        while (running) {
            try {
                intake.take(records).await().indefinitely();
                return;
            } catch (RuntimeException fault) {
                if (running) {
                    LOG.error("Events are tried again after a fault of the intake", fault);
                    Thread.sleep(config.backOffMax());
                }
            }
        }
        throw new InterruptedException();
    }
}
