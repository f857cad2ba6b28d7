package dev.bonafide.benchmark.escrow;

/** The place where things are measured: the processes whose time is counted, and the orders there are. */
record Stand(long postmaster, long service, PreparedOrders orders, HttpLoad load) {
    private static final int WARM_UP_ROUNDS = 4;
    private static final double WARM_UP_SECONDS = 6;
    private static final int CLIENTS = 16;
    /** More than any run has reached, so that orders do not run out. */
    private static final long PER_SECOND_MAX = 4_000;

    /** Something that can be counted. */
    @FunctionalInterface
    interface Work {
        long count() throws Exception;
    }

    Run run(Work work) throws Exception {
        var before = CpuTime.now(postmaster, service);
        long start = System.nanoTime();
        long count = work.count();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(count, seconds, CpuTime.now(postmaster, service).since(before));
    }

    /** Releases over HTTP by buyers who wait for nothing, of items of that many sellers. */
    Run http(int clients, double seconds, int sellers) throws Exception {
        orders.prepare((long) (PER_SECOND_MAX * seconds), sellers);
        return run(() -> load.flatOut(clients, seconds));
    }

    /** Code that has not run before is slow. */
    void warmUp() throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            http(CLIENTS, WARM_UP_SECONDS, PreparedOrders.SELLERS);
        }
    }
}
