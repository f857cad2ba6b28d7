package dev.bonafide.launcher.running;

import static java.util.Objects.requireNonNull;

import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.PartEnvironment;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.stack.Refused;
import dev.bonafide.launcher.stack.ServiceBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service of this repository, from its packaged application. */
final class ServiceStart implements PartStart {
    private static final int FIRST_HEAP_MEGABYTES = 40;
    /** Of that for what is new: nearly all that a start makes stays, and each collection would copy it once more. */
    private static final int FIRST_NEW_MEGABYTES = 24;

    private final Service service;
    private final Site site;
    private final Secrets secrets;
    private final JvmOptions options;

    ServiceStart(Service service, Site site, Secrets secrets, JvmOptions options) {
        this.service = service;
        this.site = site;
        this.secrets = secrets;
        this.options = options;
    }

    @Override
    public Part part() {
        return service;
    }

    @Override
    public void prepare() {
        var jar = ServiceBuild.applicationJar(site, service);
        if (Files.notExists(jar)) {
            throw new Refused(
                    service.module() + " is not packaged (" + jar + " is missing); ./bonafide up packages it.");
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(List.of(Programs.java()));
        // A heap that begins small and grows where there is work: most services of a developer's house have little.
        command.addAll(options.of(
                service,
                new Mark(site.home(), service.key()),
                "-Xms" + FIRST_HEAP_MEGABYTES + "m",
                "-XX:NewSize=" + FIRST_NEW_MEGABYTES + "m",
                "-Xmx" + service.heapMegabytes() + "m"));
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    @Override
    public Path directory() {
        return requireNonNull(ServiceBuild.applicationJar(site, service).getParent());
    }

    @Override
    public Map<String, String> environment() {
        return PartEnvironment.of(service, site, secrets);
    }

    @Override
    public boolean isReady() {
        return Readiness.isReady(service, site);
    }
}
