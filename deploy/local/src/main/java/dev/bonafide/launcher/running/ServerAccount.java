package dev.bonafide.launcher.running;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * As whom PostgreSQL runs. It refuses the superuser; a user namespace makes us somebody else without changing the owner
 * of a single file, and where the system forbids that, the account nobody owns the data.
 *
 * @param prefix what to put before a command; it ends in exec, so the number of the process stays
 * @param ownsData whether the data must be handed over to that account
 */
record ServerAccount(List<String> prefix, boolean ownsData) {
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "--map-user=1000", "--map-group=1000");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    /** The account for this machine and user. */
    static ServerAccount choose(Home home) {
        if (!Programs.areWeRoot()) {
            return new ServerAccount(List.of(), false);
        }
        if (Programs.exists("unshare") && works(NAMESPACE)) {
            return new ServerAccount(NAMESPACE, false);
        }
        if (Programs.exists("setpriv") && works(NOBODY)) {
            letOthersPass(home);
            return new ServerAccount(NOBODY, true);
        }
        throw new Failed("PostgreSQL does not run as root, and neither user namespaces (unshare) nor setpriv work here."
                + " Start Bonafide as an ordinary user.");
    }

    /** Hands these paths over, if the account needs it. The folder is made first. */
    void giveUp(Path folder, Path file) {
        if (!ownsData) {
            return;
        }
        try {
            Files.createDirectories(folder);
            run(List.of("chown", "-R", "nobody:nogroup", folder.toString(), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand over " + folder, e);
        }
    }

    private static void letOthersPass(Home home) {
        try {
            Home.ownerOnly(home.directory(), "rwx--x--x");
            Home.ownerOnly(home.run(), "rwx--x--x");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + home.directory() + " for passing", e);
        }
    }

    private static boolean works(List<String> prefix) {
        return run(java.util.stream.Stream.concat(prefix.stream(), java.util.stream.Stream.of("true"))
                        .toList())
                == 0;
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
