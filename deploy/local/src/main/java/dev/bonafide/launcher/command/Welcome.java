package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Table;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to know once the house is up. */
final class Welcome {
    private Welcome() {}

    static List<String> lines(Site site, boolean withServices) {
        var addresses = new Table();
        if (withServices) {
            addresses.row(
                    "API",
                    site.gatewayUrl() + "/v1",
                    "through the gateway; documented at " + site.gatewayUrl() + "/q/swagger-ui");
            addresses.row(
                    "services",
                    site.url(House.behindTheGateway().getFirst()) + " to "
                            + site.port(House.behindTheGateway().getLast()),
                    "for looking inside: /q/health, /q/metrics");
        }
        addresses.row(
                "Keycloak",
                site.keycloakUrl(),
                "realm bonafide; admin's password is in " + site.home().secrets());
        addresses.row("PostgreSQL", site.address(Server.POSTGRES), "one database per service, user of the same name");
        addresses.row("Kafka", site.address(Server.KAFKA), "topics like escrow.orders, dead letters in <topic>.dlq");

        var people = new Table()
                .row("members", "alice bob carol dave erin frank grace heidi ivan judy and eleven more")
                .row("staff", "arthur ada (arbiters) rita (risk) fiona (finance) mona (moderator)")
                .row("", "ines (inspector) augusta (auditor) otto (operator)");

        var lines = new ArrayList<String>();
        lines.add("");
        addresses.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("  People of the demo; everybody's password is the name.");
        people.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("  Next:");
        next(site, withServices).lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static Table next(Site site, boolean withServices) {
        var home = site.home().directory().equals(site.root().resolve(".bonafide/home"))
                ? ""
                : " --home " + site.home().directory();
        var table = new Table();
        if (withServices) {
            table.row("./bonafide demo" + home, "plays a purchase and a dispute, step by step");
            table.row("./bonafide clock +7d" + home, "moves the time of all services");
        } else {
            table.row("./bonafide up" + home, "starts the services too");
        }
        return table.row("./bonafide status" + home, "what runs, since when, with how much memory")
                .row("./bonafide logs -f" + home, "what everybody says")
                .row("./bonafide down" + home, "stops everything and keeps the data");
    }
}
