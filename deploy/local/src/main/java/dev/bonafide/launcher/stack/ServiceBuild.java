package dev.bonafide.launcher.stack;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Packages the services whose sources are newer than their packaged application. */
public final class ServiceBuild {
    private static final Pattern MODULE_BEGINS =
            Pattern.compile("\\[INFO\\] Building (.+?) \\S+\\s+\\[(\\d+)/(\\d+)\\]");

    /** Modules whose code is packed into every service. */
    private static final List<String> SHARED = List.of("service-kit", "service-kit/edge", "proof");

    private final Site site;
    private final Console console;

    /** The services of this repository. */
    public ServiceBuild(Site site, Console console) {
        this.site = site;
        this.console = console;
    }

    /** The jar a service is run from. */
    public static Path applicationJar(Site site, Service service) {
        return site.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The services that must be packaged before they can run as their sources say. */
    public List<Service> stale(Collection<Service> services) {
        return services.stream()
                .filter(service -> Freshness.isStale(applicationJar(site, service), sources(service.module())))
                .toList();
    }

    /** Packages what is stale among these, in one run of Maven. */
    public void build(Collection<Service> services) throws InterruptedException {
        var missing = services.stream()
                .filter(service ->
                        Files.notExists(site.root().resolve(service.module()).resolve("pom.xml")))
                .map(Service::module)
                .toList();
        if (!missing.isEmpty()) {
            throw new Refused("These modules are not in the repository: " + String.join(", ", missing)
                    + ". The servers alone start with: ./bonafide up --only infra");
        }
        var stale = stale(services);
        if (!stale.isEmpty()) {
            packageModules(stale.stream().map(Service::module).toList());
        }
    }

    /** Packages the journeys if they are stale; false when the repository has none. */
    public boolean buildJourneys() throws InterruptedException {
        var module = site.root().resolve("journeys");
        if (Files.notExists(module.resolve("pom.xml"))) {
            return false;
        }
        if (Freshness.isStale(module.resolve("target/journeys.jar"), sources("journeys"))) {
            packageModules(List.of("journeys"));
        }
        return true;
    }

    /** Packages the benchmark, and the journeys whose client it uses, when their sources are newer. */
    public void buildBenchmark() throws InterruptedException {
        var jar = site.root().resolve("deploy/benchmark/target/benchmark.jar");
        if (Freshness.isStale(jar, sources("deploy/benchmark")) || Freshness.isStale(jar, sources("journeys"))) {
            packageModules(List.of("deploy/benchmark"));
        }
    }

    private void packageModules(List<String> modules) throws InterruptedException {
        var time = new Stopwatch();
        console.say("  building " + String.join(", ", modules) + " ...");
        var arguments = new ArrayList<>(List.of(
                "package",
                "-DskipTests",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-Dquarkus.package.jar.aot.enabled=true",
                "-pl",
                String.join(",", modules),
                "-am"));
        var step = new ModuleSteps();
        new Maven(site).run("build the services", arguments, step::hear);
        step.end();
        console.progress("build", time, modules.size() == 1 ? "1 module" : modules.size() + " modules");
    }

    private List<Path> sources(String module) {
        var sources = new ArrayList<>(List.of(site.root().resolve("pom.xml")));
        for (var folder : Stream.concat(Stream.of(module), SHARED.stream()).toList()) {
            sources.add(site.root().resolve(folder).resolve("pom.xml"));
            sources.add(site.root().resolve(folder).resolve("src/main"));
        }
        return sources;
    }

    /** Turns Maven's headings into one line per module with its time. */
    private final class ModuleSteps {
        private String name = "";
        private Stopwatch time = new Stopwatch();

        void hear(String line) {
            var heading = MODULE_BEGINS.matcher(line);
            if (heading.find()) {
                end();
                name = heading.group(1);
                time = new Stopwatch();
            }
        }

        void end() {
            if (!name.isEmpty()) {
                console.progress(name, time, "built");
                name = "";
            }
        }
    }
}
