package dev.bonafide.benchmark;

import java.io.IOException;
import java.util.List;

/** From nothing to a house that answers: the first start and the second, and what the house then holds in memory. */
final class HouseStarts {
    /** What is measured while the house is up, before it goes down for good. */
    @FunctionalInterface
    interface WhileUp {
        void measure(OwnHouse house, Report report) throws Exception;
    }

    private final OwnHouse house;

    HouseStarts(OwnHouse house) {
        this.house = house;
    }

    void measure(Report report, List<WhileUp> whileUp) throws Exception {
        house.prepare();
        first(report, "First ./bonafide up: built, empty data, no AOT caches", house.upFreshWithoutCaches());
        house.down();
        first(report, "First ./bonafide up with AOT caches", house.upFresh());
        memory(report);
        house.down();
        report.figure("Second ./bonafide up, data kept", Report.seconds(house.upAgain()), "≤ 20 s");
        new ServiceStarts().measure(house, report);
        for (var figures : whileUp) {
            figures.measure(house, report);
        }
    }

    private static void first(Report report, String what, OwnHouse.Up up) {
        var planted = Report.seconds(up.planted()) + " with demo data";
        report.figure(what, Report.seconds(up.ready()) + ", " + planted, "≤ 45 s");
    }

    private void memory(Report report) throws IOException, InterruptedException {
        var parts = house.parts();
        var all = parts.stream().mapToLong(OwnHouse.Part::megabytes).sum();
        report.figure("Resident memory of all parts, demo data planted", all + " MB", "≤ 3,000 MB");
        parts.forEach(part -> report.figure("– " + part.name(), part.megabytes() + " MB"));
    }
}
