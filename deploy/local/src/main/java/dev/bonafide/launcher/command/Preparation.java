package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.port.PortCheck;
import dev.bonafide.launcher.stack.AotCaches;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.Refused;
import dev.bonafide.launcher.stack.ServerPrograms;
import dev.bonafide.launcher.stack.ServiceBuild;
import dev.bonafide.launcher.stack.StackVersions;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What must be true before the first process starts: free ports, programs on the disk, services packaged. */
final class Preparation {
    private final Site site;
    private final Console console;
    private final ServerPrograms programs;

    Preparation(Site site, Console console) {
        this.site = site;
        this.console = console;
        this.programs = new ServerPrograms(site, StackVersions.load(), console);
    }

    ServerPrograms programs() {
        return programs;
    }

    AotCaches caches() {
        return new AotCaches(site, programs);
    }

    /** Refuses with the whole list when any port of these parts is taken. */
    void checkPorts(Collection<? extends Part> parts) {
        var taken = PortCheck.taken(parts, site);
        if (!taken.isEmpty()) {
            throw new Refused(PortCheck.message(taken));
        }
    }

    /** Fetches, unpacks and packages what is missing. Keycloak arranges itself while Maven packages the services. */
    void makeReady(Collection<? extends Part> parts) throws InterruptedException {
        var services = parts.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .toList();
        programs.fetch(parts);
        var keycloak = CompletableFuture.runAsync(
                () -> {
                    try {
                        if (parts.contains(Server.KEYCLOAK)) {
                            programs.buildKeycloak();
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                },
                task -> Thread.ofVirtual().start(task));
        try {
            new ServiceBuild(site, console).build(services);
        } finally {
            await(keycloak);
        }
    }

    private static void await(CompletableFuture<Void> keycloak) throws InterruptedException {
        try {
            keycloak.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new Failed("Keycloak could not be built: " + e.getCause());
        }
    }
}
