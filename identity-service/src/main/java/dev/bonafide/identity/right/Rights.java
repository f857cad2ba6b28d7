package dev.bonafide.identity.right;

import dev.bonafide.kit.money.Money;

/**
 * What an account may do.
 *
 * @param policyVersion the policy that says so
 * @param maxOrder the highest total of one order it may place
 * @param publishPerDay listings it may submit in a day
 * @param payoutDelayDays days between release and payout
 */
public record Rights(String policyVersion, Money maxOrder, int publishPerDay, int payoutDelayDays) {}
