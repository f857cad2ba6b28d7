package dev.bonafide.benchmark.escrow;

/** The place where things are measured: the processes whose time is counted, and the orders there are. */
final class Stand {
    /** Code that has run so often is as quick as it gets; a busy machine may not come so far in the time. */
    private static final long WARM_UP_ORDERS = 60_000;

    private static final double WARM_UP_SECONDS_MAX = 180;
    private static final double SPARE = 2;
    private static final long ORDERS_MIN = 1_000;

    private final long postmaster;
    private final long service;
    private final PreparedOrders orders;
    private final HttpLoad load;
    private double rate;

    /** The service may be zero, where it does not run. */
    Stand(long postmaster, long service, PreparedOrders orders, HttpLoad load) {
        this.postmaster = postmaster;
        this.service = service;
        this.orders = orders;
        this.load = load;
    }

    /** Something that can be counted. */
    @FunctionalInterface
    interface Work {
        long count() throws Exception;
    }

    PreparedOrders orders() {
        return orders;
    }

    HttpLoad load() {
        return load;
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
        orders.prepare(Math.max(ORDERS_MIN, (long) (SPARE * rate * seconds)), sellers);
        var run = run(() -> load.flatOut(clients, seconds));
        rate = Math.max(rate, run.perSecond());
        return run;
    }

    /** Code that has not run before is slow. */
    void warmUp(int clients) throws Exception {
        orders.prepare(WARM_UP_ORDERS, PreparedOrders.SELLERS);
        rate = run(() -> load.flatOut(clients, WARM_UP_SECONDS_MAX)).perSecond();
    }
}
