package dev.bonafide.gateway.live;

/**
 * A partition of a topic.
 *
 * @param topic hash of the topic's name, the same in every process
 * @param partition its number
 */
record Place(int topic, int partition) {

    static Place of(String topic, int partition) {
        // The hash of a String is fixed by the language.
        return new Place(topic.hashCode(), partition);
    }
}
