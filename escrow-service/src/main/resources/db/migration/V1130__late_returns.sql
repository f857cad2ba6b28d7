-- Silence may accept an item before the days are over in which it may go back without a reason. Then the money is the seller's, and
-- stays where it is until it is known what has come back.
alter table orders
    add column return_ask_within_s   bigint  not null default 777600 check (return_ask_within_s > 0),
    add column return_after_release  boolean not null default false,
    drop constraint orders_return_progress_check,
    add constraint orders_return_progress_check
        check (return_progress in ('AWAITED', 'ON_THE_WAY', 'ARRIVED', 'OVER', 'NOT_SENT')),
    add constraint only_a_late_return_is_not_sent
        check (return_progress is distinct from 'NOT_SENT' or return_after_release),
    add constraint a_late_return_is_of_what_was_accepted check (
        not return_after_release
        or (stage = 'RELEASED' and milestones = 0 and ruling_id is null and accepted_at is not null
            and return_id is not null and return_since is not null and return_progress is not null
            and (return_progress in ('AWAITED', 'ON_THE_WAY', 'ARRIVED')) = (return_due_at is not null)
            and (return_progress = 'OVER') = (return_kept_minor is not null)));

-- While it is on its way, and nobody has ruled, nothing that the sale has brought is paid out.
create function require_late_return_block() returns trigger language plpgsql as $$
declare
    of_order uuid;
begin
    if tg_table_name = 'orders' then
        of_order := new.id;
    else
        of_order := old.order_id;
    end if;
    if exists (select from orders o
                where o.id = of_order and o.return_after_release and o.claim_ruling is null
                  and o.return_progress in ('AWAITED', 'ON_THE_WAY', 'ARRIVED')
                  and not exists (select from earning_block b where b.order_id = o.id and b.dispute_id = o.return_id)) then
        raise exception 'order % goes back and its earnings may be paid out', of_order
            using errcode = 'check_violation', constraint = 'what_goes_back_is_not_paid_out';
    end if;
    return null;
end $$;
create constraint trigger order_goes_back_after_release after update on orders deferrable initially deferred for each row
    when (new.return_after_release) execute function require_late_return_block();
create constraint trigger earning_block_of_a_return_stays after delete on earning_block deferrable initially deferred
    for each row execute function require_late_return_block();

-- A return takes from the seller only when the item is back, or lost, and no more than was paid and is not kept.
create function require_late_return() returns trigger language plpgsql as $$
declare
    back orders;
    given bigint;
begin
    select * into back from orders where id = new.order_id and 'CLAWED_BACK:' || return_id = new.operation_key;
    if not found then
        return null;
    end if;
    select coalesce(sum(amount_minor), 0) into given from ledger_posting
     where entry_id = new.id and kind = 'BUYER_REFUND' and side = 'CREDIT';
    if not back.return_after_release or back.return_progress <> 'OVER'
       or given + back.return_kept_minor + back.return_freight_minor > paid_for(back.id, back.currency) then
        raise exception 'return % of order % takes % from its seller', back.return_id, back.id, given
            using errcode = 'check_violation', constraint = 'a_return_takes_what_came_back';
    end if;
    return null;
end $$;
create constraint trigger ledger_entry_of_a_late_return after insert on ledger_entry deferrable initially deferred for each row
    when (new.fact = 'CLAWED_BACK') execute function require_late_return();
