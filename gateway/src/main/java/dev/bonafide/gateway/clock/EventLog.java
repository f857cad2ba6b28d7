package dev.bonafide.gateway.clock;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log of events, as far as it tells who has read it. Blocks. */
interface EventLog {

    /**
     * Who is behind.
     *
     * @param ends where each partition that a group reads ends
     * @param behind the groups that have not read to the ends, or are just dividing their partitions
     */
    record Reading(Map<String, Long> ends, List<String> behind) {}

    /** How far these groups have read. Fails with {@link ServicesAwayException} if the broker does not say. */
    Reading reading(Set<String> groups);
}
