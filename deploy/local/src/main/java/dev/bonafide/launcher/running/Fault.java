package dev.bonafide.launcher.running;

import dev.bonafide.launcher.part.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part that did not come up, or that died.
 *
 * @param reason completes the sentence "escrow-service …"
 * @param log its log file
 * @param lastLines the end of that file, from this start on
 */
public record Fault(Part part, String reason, Path log, List<String> lastLines) {

    /** The whole message: who, why, and the words it left. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(part.title() + " " + reason + (lastLines.isEmpty() ? "" : ". The end of " + log + ":"));
        lastLines.forEach(line -> lines.add("  | " + line));
        return lines;
    }
}
