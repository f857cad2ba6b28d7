package dev.bonafide.launcher.running;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.LogTail;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.process.RunningPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds parts that should run and do not. */
public final class Watch {
    private static final int LINES_SHOWN = 10;
    private static final long PAUSE_MILLIS = 500;

    private final Site site;
    private final RunFolder run;

    /** A watch over this installation. */
    public Watch(Site site) {
        this.site = site;
        this.run = new RunFolder(site.home());
    }

    /** Parts with a record whose process is gone. */
    public List<Fault> dead() {
        return House.parts().stream()
                .filter(part -> run.recorded(part.key()).isPresent()
                        && run.process(part.key()).isEmpty())
                .map(this::fault)
                .toList();
    }

    /** Names each death once, until nothing is left to watch or the thread is interrupted. */
    public void untilNothingRuns(Console console) throws InterruptedException {
        Map<Part, RunningPart> named = new HashMap<>();
        while (House.parts().stream().anyMatch(part -> run.recorded(part.key()).isPresent())) {
            for (var fault : dead()) {
                var death = run.recorded(fault.part().key());
                if (death.isPresent() && !death.get().equals(named.put(fault.part(), death.get()))) {
                    console.complain(String.join("\n", fault.lines()));
                    console.complain(
                            "  start it again: ./bonafide start " + fault.part().key());
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private Fault fault(Part part) {
        var log = site.home().log(part.key());
        return new Fault(part, "is not running any more", log, LogTail.last(log, LINES_SHOWN));
    }
}
