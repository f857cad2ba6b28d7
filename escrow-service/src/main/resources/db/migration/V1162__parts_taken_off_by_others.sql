-- What the compensation pool, an insurer or a warranty makes good takes off first what nobody has paid of a plan, as any refund does: a
-- buyer is not given money that was never paid. It is part of such a payment too, which was drawn as a whole.
create or replace function require_cancelled_parts() returns trigger language plpgsql as $$
declare
    owed bigint;
    due  bigint;
begin
    if not exists (select from ledger_entry e
                    where e.order_id = new.order_id
                      and e.fact in ('CLAWED_BACK', 'REFUNDED', 'SPLIT', 'ADVANCE_PAID', 'INSURER_PAID', 'WARRANTY_PAID')
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
