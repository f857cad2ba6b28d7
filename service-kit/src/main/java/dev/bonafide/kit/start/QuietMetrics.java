package dev.bonafide.kit.start;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * In place of Kafka's own reporter, which offers each client's figures over JMX and for that wakes all of the JVM's
 * management at every start. Ours are read from the clients by Micrometer.
 */
public final class QuietMetrics implements MetricsReporter {
    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}
}
