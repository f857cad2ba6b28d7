-- A bank may decide for the buyer while the provider is giving the same money back. What the decision means is booked when it is known
-- what came of the refund, so that it is the same in either order.
alter table chargeback
    drop constraint chargeback_status_check,
    add constraint chargeback_status_check check (status in ('OPEN', 'CONTESTED', 'DECIDED', 'WON', 'LOST'));

-- Such a case waits for a refund that is under way, and for nothing else.
create function require_refund_under_way() returns trigger language plpgsql as $$
declare
    pulled_back uuid;
begin
    if tg_table_name = 'refund_try' then
        select payment_id into pulled_back from refund where id = new.refund_id;
    else
        pulled_back := new.payment_id;
    end if;
    if exists (select from chargeback where payment_id = pulled_back and status = 'DECIDED')
       and not exists (select from refund r
                        where r.payment_id = pulled_back and r.status = 'ASKED'
                          and not exists (select from refund_try t
                                           where t.refund_id = r.id and t.failure_code is not null
                                             and t.number = (select max(number) from refund_try where refund_id = r.id))) then
        raise exception 'a bank has decided about payment %, and no refund of it is under way', pulled_back
            using errcode = 'check_violation', constraint = 'a_decided_case_waits_for_a_refund';
    end if;
    return null;
end $$;
create constraint trigger chargeback_waits_for_a_refund after insert or update of status on chargeback
    deferrable initially deferred for each row when (new.status = 'DECIDED') execute function require_refund_under_way();
create constraint trigger refund_is_waited_for after update of status on refund
    deferrable initially deferred for each row when (new.status <> 'ASKED') execute function require_refund_under_way();
create constraint trigger refund_try_is_waited_for after update of failure_code on refund_try
    deferrable initially deferred for each row when (new.failure_code is not null) execute function require_refund_under_way();
