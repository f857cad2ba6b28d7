-- A try that was given up, or of which nobody had told, may give the buyer the money after all, when a bank, a person or a later try has
-- given it already. It has left the provider, so it is booked, once per try, as the platform's loss until a person has it back.
alter table ledger_entry
    drop constraint ledger_entry_fact_check,
    add constraint ledger_entry_fact_check check (fact in (
        'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
        'RELEASED', 'REFUNDED', 'SPLIT', 'RELEASE_REVERSED',
        'SURPLUS_TAKEN', 'REFUND_SETTLED', 'REFUNDED_TWICE', 'RESERVE_RETURNED', 'PAYOUT_HELD',
        'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'INSTALMENTS_CANCELLED', 'CLAW_BACK_REVERSED',
        'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID',
        'ADVANCE_CLAIMED', 'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED',
        'FREIGHT_PAID', 'FREIGHT_CHARGED', 'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON',
        'CHARGEBACK_LOST', 'INSURER_PAID', 'SELLER_INSURED', 'WARRANTY_PAID', 'WARRANTY_SERVED'));

-- What a try has meant of which the provider has told that it gave the buyer money; null if it has not.
alter table refund_try add column given_as text check (given_as in ('SETTLED', 'TWICE'));
update refund_try t set given_as = 'SETTLED'
  from refund r
 where r.id = t.refund_id and r.settled_by = 'PROVIDER'
   and t.number = (select max(number) from refund_try last where last.refund_id = r.id);
create unique index a_refund_is_settled_by_one_try on refund_try (refund_id) where given_as = 'SETTLED';

create function require_given_twice_is_booked() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry where operation_key = 'REFUNDED_TWICE:' || new.id) then
        raise exception 'try % of refund % gave the buyer money, and nobody has booked it', new.id, new.refund_id
            using errcode = 'check_violation', constraint = 'what_is_given_twice_is_booked';
    end if;
    return null;
end $$;
create constraint trigger what_is_given_twice_is_booked after insert or update of given_as on refund_try
    deferrable initially deferred for each row when (new.given_as = 'TWICE') execute function require_given_twice_is_booked();
