package dev.bonafide.identity.web;

import dev.bonafide.identity.right.Rights;
import dev.bonafide.kit.money.Money;

/** What an account may do, as clients read it. */
public record RightsView(String policyVersion, Money maxOrder, int publishPerDay, int payoutDelayDays) {

    static RightsView of(Rights rights) {
        return new RightsView(
                rights.policyVersion(), rights.maxOrder(), rights.publishPerDay(), rights.payoutDelayDays());
    }
}
