-- The rules of entries and lots, asked by the functions that look at each of them anyway. A check, a trigger's condition and a
-- generated column are each read and planned anew by every statement that writes, whatever they ask. See
-- docs/adr/0028-before-the-first-row.md. What is refused keeps its name and has not changed, but for one thing: the lines of an
-- entry are counted from one, or what keeps the balances would pass over them.
alter table ledger_entry
    drop constraint fact_of_the_table,
    drop constraint currency_code,
    drop constraint lines_are_whole,
    drop constraint references_are_short,
    drop constraint account_of_the_chart;
drop function is_of_the_chart(text[], uuid, uuid);
drop function are_whole_lines(text[], bigint[]);
drop function are_short(text, text);

-- Functions that are planned as a part of the one that asks them.
create or replace function is_fact(fact text) returns boolean language sql immutable parallel safe return fact in (
    'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF', 'RELEASED', 'REFUNDED', 'SPLIT',
    'RELEASE_REVERSED', 'SURPLUS_TAKEN', 'REFUND_SETTLED', 'REFUNDED_TWICE', 'REFUND_CAME_BACK', 'RESERVE_RETURNED',
    'PAYOUT_HELD', 'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'INSTALMENTS_CANCELLED', 'CLAW_BACK_REVERSED',
    'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID', 'ADVANCE_CLAIMED',
    'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED', 'FREIGHT_PAID', 'FREIGHT_CHARGED',
    'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON', 'CHARGEBACK_LOST', 'INSURER_PAID', 'SELLER_INSURED',
    'WARRANTY_PAID', 'WARRANTY_SERVED');
create or replace function is_currency_code(currency text) returns boolean language sql immutable parallel safe return
    length(currency) = 3 and translate(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = '';

-- Tells of a row that has broken a rule, as a check does.
create function refuse_row(rule text, relation text, id uuid) returns void language plpgsql as $$
begin
    raise exception 'row % of "%" violates "%"', id, relation, rule
        using errcode = 'check_violation', constraint = rule, table = relation;
end $$;

-- What is booked is looked at once, by one function: that its lines are whole and of the chart, that it touches its own order
-- and one seller, and what follows from them. Credits of earnings are the lots the entry has made, and debits are uses of lots,
-- which are written after it; what an entry lets sellers owe is receivables, and what it gives buyers is drawn. What is not
-- there yet is noted, and looked at again at commit.
create or replace function book_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    dimensions     text := '[1:' || cardinality(new.amounts) || ']';
    line_account   text;
    line_kind      text;
    named          text;
    growth         bigint;
    earned         bigint := 0;
    made           bigint;
    has_order      boolean;
    frozen         uuid;
    touches_seller boolean := new.seller_id is null;
    is_unfinished  boolean := new.fact in ('CLAWED_BACK', 'INSTALMENTS_CANCELLED');
begin
    if array_dims(new.accounts) is distinct from dimensions or array_dims(new.amounts) is distinct from dimensions then
        perform refuse_row('lines_are_whole', 'ledger_entry', new.id);
    end if;
    if not is_fact(new.fact) then
        perform refuse_row('fact_of_the_table', 'ledger_entry', new.id);
    end if;
    if not is_currency_code(new.currency) then
        perform refuse_row('currency_code', 'ledger_entry', new.id);
    end if;
    -- These come from outside.
    if length(new.correlation_id) > 128 or length(new.idempotency_key) > 128 then
        perform refuse_row('references_are_short', 'ledger_entry', new.id);
    end if;
    select new.order_id is null or exists (select from orders where id = new.order_id),
           (select owner from ledger_freeze where lifted_at is null and owner in (new.order_id, new.seller_id) limit 1),
           (select sum(amount_minor) from earning_lot where entry_id = new.id)
      into has_order, frozen, made;
    if not has_order then
        raise exception 'entry % is of order %, which there is not', new.id, new.order_id
            using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_an_order';
    end if;
    if frozen is not null then
        raise exception 'the accounts of % are frozen', frozen
            using errcode = 'check_violation', constraint = 'ledger_frozen';
    end if;
    for i in 1 .. cardinality(new.amounts) loop
        line_account := new.accounts[i];
        line_kind := split_part(line_account, ':', 1);
        growth := 0;
        case line_kind
            when 'ESCROW_LIABILITY' then
                named := 'ESCROW_LIABILITY:' || new.order_id;
                growth := -new.amounts[i];
            when 'SELLER_PAYABLE', 'SELLER_RESERVE' then
                named := line_kind || ':' || new.seller_id;
                touches_seller := true;
                if new.amounts[i] < 0 then
                    earned := earned - new.amounts[i];
                else
                    insert into ledger_unfinished (entry_id, account, currency) values (new.id, line_account, new.currency);
                end if;
            when 'PROVIDER_CLEARING', 'PLATFORM_REVENUE', 'INSPECTION', 'INSURANCE', 'WARRANTY' then
                named := line_kind;
            when 'PLATFORM_EXPENSE' then
                named := line_kind;
                if new.fact = 'SPLIT' then
                    perform require_borne(new.order_id, new.currency);
                end if;
            when 'COMPENSATION_POOL', 'POOL_CLAIM' then
                named := line_kind;
                growth := -new.amounts[i];
            when 'BUYER_REFUND' then
                named := 'BUYER_REFUND:' || new.order_id;
                growth := -new.amounts[i];
                is_unfinished := true;
            when 'INSTALMENT_PROVIDER', 'CHARGEBACK_SUSPENSE' then
                named := line_kind || ':' || new.order_id;
                growth := new.amounts[i];
                is_unfinished := true;
            when 'SELLER_RECEIVABLE' then
                named := 'SELLER_RECEIVABLE:' || new.seller_id;
                touches_seller := true;
                growth := new.amounts[i];
                is_unfinished := true;
            when 'PAYOUT_IN_TRANSIT' then
                named := 'PAYOUT_IN_TRANSIT:' || new.seller_id;
                touches_seller := true;
                growth := -new.amounts[i];
            else
                named := null;
        end case;
        if line_account is distinct from named or named is null then
            perform refuse_row('account_of_the_chart', 'ledger_entry', new.id);
        end if;
        if growth > 0 then
            insert into guarded_balance as kept (account, currency, balance_minor)
            values (line_account, new.currency, growth)
            on conflict (account, currency) do update set balance_minor = kept.balance_minor + excluded.balance_minor;
        elsif growth < 0 then
            update guarded_balance set balance_minor = balance_minor + growth
             where account = line_account and currency = new.currency;
            if not found then
                raise exception 'account % holds nothing in %', line_account, new.currency
                    using errcode = 'check_violation', constraint = 'never_below_zero';
            end if;
        end if;
    end loop;
    if not touches_seller then
        perform refuse_row('account_of_the_chart', 'ledger_entry', new.id);
    end if;
    -- That each lot there is has its line is looked at for the lot.
    if earned <> coalesce(made, 0) then
        insert into ledger_unfinished (entry_id, account, currency)
        select distinct new.id, p.account, new.currency from unnest(new.accounts) p (account) where p.account like 'SELLER\_%';
    end if;
    if is_unfinished then
        insert into ledger_unfinished (entry_id) values (new.id);
    end if;
    return null;
end $$;

-- What was asked by triggers of their own for a few facts.
drop trigger ledger_entry_of_a_late_return on ledger_entry;
drop trigger ledger_entry_takes_parts_off on ledger_entry;
drop function require_late_return();
drop function require_cancelled_parts();
create function require_late_return(entry ledger_entry) returns void language plpgsql as $$
declare
    back orders;
    given bigint;
begin
    select * into back from orders where id = entry.order_id and 'CLAWED_BACK:' || return_id = entry.operation_key;
    if not found then
        return;
    end if;
    select coalesce(sum(amount_minor), 0) into given from ledger_posting
     where entry_id = entry.id and kind = 'BUYER_REFUND' and side = 'CREDIT';
    if not back.return_after_release or back.return_progress <> 'OVER'
       or given + back.return_kept_minor + back.return_freight_minor > paid_for(back.id, back.currency) then
        raise exception 'return % of order % takes % from its seller', back.return_id, back.id, given
            using errcode = 'check_violation', constraint = 'a_return_takes_what_came_back';
    end if;
end $$;
create function require_cancelled_parts(entry ledger_entry) returns void language plpgsql as $$
declare
    owed bigint;
    due  bigint;
begin
    if not exists (select from ledger_entry e
                    where e.order_id = entry.order_id
                      and e.fact in ('CLAWED_BACK', 'REFUNDED', 'SPLIT', 'ADVANCE_PAID', 'INSURER_PAID', 'WARRANTY_PAID')
                      and e.operation_key = e.fact || ':' || split_part(entry.operation_key, ':', 2)) then
        raise exception 'parts of order % are taken off and nothing goes back', entry.order_id
            using errcode = 'check_violation', constraint = 'parts_are_taken_off_by_a_refund';
    end if;
    select coalesce(sum(p.amount_minor - p.cancelled_minor), 0) into owed
      from instalment_plan i join instalment_part p on p.plan_id = i.id
     where i.order_id = entry.order_id and i.stage in ('OPEN', 'CLOSED')
       and p.stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE');
    select coalesce(sum(balance_minor), 0) into due from guarded_balance
     where account = 'INSTALMENT_PROVIDER:' || entry.order_id;
    if owed <> due then
        raise exception 'of order % parts of % are owed, and its account says %', entry.order_id, owed, due
            using errcode = 'check_violation', constraint = 'what_is_taken_off_is_owed_no_longer';
    end if;
end $$;
create or replace function require_finished() returns trigger language plpgsql as $$
declare
    entry ledger_entry;
begin
    if new.account is not null then
        perform require_lots(new.entry_id, new.account, new.currency);
    else
        select * into strict entry from ledger_entry where id = new.entry_id;
        perform require_draws(entry.id);
        perform require_receivables(entry.id, account, currency)
           from (select distinct account, currency from ledger_posting
                  where entry_id = entry.id and kind = 'SELLER_RECEIVABLE') owed;
        if entry.fact = 'CLAWED_BACK' then
            perform require_late_return(entry);
        elsif entry.fact = 'INSTALMENTS_CANCELLED' then
            perform require_cancelled_parts(entry);
        end if;
    end if;
    delete from ledger_unfinished where entry_id = new.entry_id and account is not distinct from new.account;
    return null;
end $$;

-- The same of lots; that the currency of one is one follows from its entry's. Its account is worked out by whoever reads it.
alter table earning_lot
    drop constraint lot_is_of_earnings,
    drop constraint lot_never_below_zero,
    drop column account,
    add column account text generated always as ('SELLER_' || kind || ':' || cast(seller_id as text)) virtual;
drop function is_lot(text, text, bigint);
drop trigger earning_lot_begins_open on earning_lot;
create or replace function note_lot() returns trigger language plpgsql as $$
declare
    lot_account text := 'SELLER_' || new.kind || ':' || new.seller_id;
begin
    if new.kind not in ('PAYABLE', 'RESERVE') or new.amount_minor <= 0 or new.open_minor <> new.amount_minor then
        perform refuse_row('lot_is_of_earnings', 'earning_lot', new.id);
    end if;
    if not exists (select from ledger_entry e
                    where e.id = new.entry_id and e.currency = new.currency
                      and e.amounts[array_position(e.accounts, lot_account)] =
                          -(select sum(amount_minor) from earning_lot
                             where entry_id = new.entry_id and kind = new.kind and seller_id = new.seller_id)) then
        insert into ledger_unfinished (entry_id, account, currency) values (new.entry_id, lot_account, new.currency);
    end if;
    return null;
end $$;
create or replace function guard_lot() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a lot is never removed' using errcode = 'restrict_violation';
    end if;
    if (new.id, new.seller_id, new.order_id, new.entry_id, new.kind, new.amount_minor, new.currency, new.policy_version)
       is distinct from
       (old.id, old.seller_id, old.order_id, old.entry_id, old.kind, old.amount_minor, old.currency, old.policy_version)
    then
        raise exception 'lot % keeps what it is', old.id using errcode = 'restrict_violation';
    end if;
    if new.open_minor <> old.open_minor and pg_trigger_depth() < 2 then
        raise exception 'a lot changes only by a use' using errcode = 'restrict_violation';
    end if;
    if new.open_minor not between 0 and new.amount_minor then
        perform refuse_row('lot_never_below_zero', 'earning_lot', new.id);
    end if;
    return new;
end $$;
drop trigger guarded_balance_by_entry_only on guarded_balance;
create or replace function require_entry() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'a balance changes only by an entry' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger guarded_balance_by_entry_only before insert or update or delete on guarded_balance
    for each row execute function require_entry();

-- What a buyer pays for an order is asked for by plans alone, and was worked out anew at every step of every order. A virtual
-- column would be read by each condition of a trigger of the table.
alter table orders drop column total_minor;
create or replace function require_whole_plan() returns trigger language plpgsql as $$
declare
    checked  uuid;
    plan     instalment_plan;
    parts    int;
    sum_of   bigint;
    owed     int;
    agreed   bigint;
begin
    if tg_table_name = 'instalment_plan' then
        checked := new.id;
    else
        checked := new.plan_id;
    end if;
    select * into plan from instalment_plan where id = checked;
    select price_minor + buyer_fee_minor
           + case when inspection_paid_by = 'BUYER' then inspection_minor else 0 end
           + case when insurance_paid_by = 'BUYER' then insurance_minor else 0 end
           + case when warranty_paid_by = 'BUYER' then warranty_minor else 0 end
      into agreed from orders where id = plan.order_id;
    select count(*), coalesce(sum(amount_minor), 0),
           count(*) filter (where stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE'))
      into parts, sum_of, owed from instalment_part where plan_id = checked;
    if parts <> plan.part_count or sum_of <> plan.total_minor then
        raise exception 'plan % has % parts of % together (expected: % of %)',
            checked, parts, sum_of, plan.part_count, plan.total_minor using errcode = 'check_violation';
    end if;
    if plan.total_minor <> agreed then
        raise exception 'plan % is of % (expected: the total of its order, %)', checked, plan.total_minor, agreed
            using errcode = 'check_violation';
    end if;
    if plan.stage in ('OPEN', 'CLOSED') and (owed > 0) <> (plan.stage = 'OPEN') then
        raise exception 'plan % is % and owes % parts', checked, plan.stage, owed using errcode = 'check_violation';
    end if;
    return null;
end $$;
