-- A refund after the release takes off first what nobody has paid of a plan, as one before it does. The refund is booked as a whole,
-- and what of it is no money leaves the buyer's refunds again.
alter table ledger_entry
    drop constraint ledger_entry_fact_check,
    add constraint ledger_entry_fact_check check (fact in (
        'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
        'RELEASED', 'REFUNDED', 'SPLIT', 'RELEASE_REVERSED',
        'SURPLUS_TAKEN', 'REFUND_SETTLED', 'RESERVE_RETURNED', 'PAYOUT_HELD',
        'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'INSTALMENTS_CANCELLED', 'CLAW_BACK_REVERSED',
        'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID',
        'ADVANCE_CLAIMED', 'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED',
        'FREIGHT_PAID', 'FREIGHT_CHARGED', 'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON',
        'CHARGEBACK_LOST', 'INSURER_PAID', 'SELLER_INSURED', 'WARRANTY_PAID', 'WARRANTY_SERVED'));

-- It was drawn with the refund it is a part of.
create or replace function given_by(entry uuid) returns bigint language sql stable as $$
    select coalesce(sum(case
               when e.fact in ('SURPLUS_TAKEN', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF', 'INSTALMENTS_CANCELLED') then 0
               when p.kind = 'BUYER_REFUND' and p.side = 'CREDIT' then p.amount_minor
               when p.kind = 'INSTALMENT_PROVIDER' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'CHARGEBACK_SUSPENSE' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'BUYER_REFUND' and p.side = 'DEBIT' then -p.amount_minor
               else 0 end), 0)::bigint
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.id = entry;
$$;

-- It is part of a refund that was taken from the seller, or from a release that was taken back, and afterwards the account of the
-- plan is what its parts say.
create function require_cancelled_parts() returns trigger language plpgsql as $$
declare
    owed bigint;
    due  bigint;
begin
    if not exists (select from ledger_entry e
                    where e.order_id = new.order_id
                      and e.fact in ('CLAWED_BACK', 'REFUNDED', 'SPLIT')
                      and e.operation_key = e.fact || ':' || split_part(new.operation_key, ':', 2)) then
        raise exception 'parts of order % are taken off and nothing goes back', new.order_id
            using errcode = 'check_violation', constraint = 'parts_are_taken_off_by_a_refund';
    end if;
    select coalesce(sum(p.amount_minor - p.cancelled_minor), 0) into owed
      from instalment_plan i join instalment_part p on p.plan_id = i.id
     where i.order_id = new.order_id and i.stage in ('OPEN', 'CLOSED')
       and p.stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE');
    select coalesce(sum(balance_minor), 0) into due from guarded_balance
     where account = 'INSTALMENT_PROVIDER:' || new.order_id;
    if owed <> due then
        raise exception 'of order % parts of % are owed, and its account says %', new.order_id, owed, due
            using errcode = 'check_violation', constraint = 'what_is_taken_off_is_owed_no_longer';
    end if;
    return null;
end $$;
create constraint trigger ledger_entry_takes_parts_off after insert on ledger_entry deferrable initially deferred for each row
    when (new.fact = 'INSTALMENTS_CANCELLED') execute function require_cancelled_parts();
