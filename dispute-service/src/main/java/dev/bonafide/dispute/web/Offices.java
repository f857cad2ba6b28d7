package dev.bonafide.dispute.web;

import dev.bonafide.dispute.dispute.Sight;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import java.util.EnumSet;
import java.util.Set;

/** What a caller's roles make of them here. */
final class Offices {
    private Offices() {}

    static Set<Sight.Office> of(Caller caller) {
        var offices = EnumSet.noneOf(Sight.Office.class);
        if (caller.hasRole(Roles.ARBITER)) {
            offices.add(Sight.Office.ARBITER);
        }
        if (caller.hasRole(Roles.AUDITOR)) {
            offices.add(Sight.Office.AUDITOR);
        }
        return offices;
    }
}
