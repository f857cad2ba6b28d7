-- An entry is one row, with its postings in it: balanced or not there. Nothing has to wait for its last line any more.
-- See docs/adr/0030-an-entry-is-one-row.md.
alter table ledger_entry
    add column currency  text,
    add column accounts  text[],     -- line by line
    add column amounts   bigint[],   -- of the same lines, in minor units: debits above zero, credits below
    add column seller_id uuid;       -- whose accounts it touches, beside those of its order
alter table ledger_entry disable trigger ledger_entry_immutable;
update ledger_entry e set currency = p.currency, accounts = p.accounts, amounts = p.amounts, seller_id = p.seller_id
  from (select entry_id, max(currency) as currency, array_agg(account order by line) as accounts,
               max(case when kind like any (array['SELLER\_%', 'PAYOUT\_%']) then split_part(account, ':', 2) end)::uuid as seller_id,
               array_agg(case side when 'DEBIT' then amount_minor else -amount_minor end order by line) as amounts
          from ledger_posting group by entry_id having min(currency) = max(currency)) p
 where p.entry_id = e.id;
alter table ledger_entry enable trigger ledger_entry_immutable;
drop table ledger_posting;

-- Debits and credits are equal, each is something, and every reader of JSON holds it exactly.
create function is_balanced(amounts bigint[]) returns boolean language plpgsql immutable strict parallel safe as $$
declare
    amount bigint;
    total  bigint := 0;
begin
    foreach amount in array amounts loop
        if amount is null or amount = 0 or abs(amount) > 9007199254740991 then
            return false;
        end if;
        total := total + amount;
    end loop;
    return total = 0;
end $$;

-- The order or seller in an account's name; none in one of the platform's.
create function owner_of(account text) returns uuid language sql immutable parallel safe return
    case when translate(right(account, 37), '0123456789abcdef', '') = ':----' then right(account, 36)::uuid end;

-- The platform has one account of a kind; an order or a seller has one of its own. An entry touches those of its order, and of the
-- one seller it names.
create function is_of_the_chart(accounts text[], of_order uuid, of_seller uuid) returns boolean
language plpgsql immutable parallel safe as $$
declare
    account        text;
    touches_seller boolean := of_seller is null;
begin
    foreach account in array accounts loop
        if account is null or not coalesce(case split_part(account, ':', 1)
            when 'ESCROW_LIABILITY' then account = 'ESCROW_LIABILITY:' || of_order
            when 'BUYER_REFUND' then account = 'BUYER_REFUND:' || of_order
            when 'INSTALMENT_PROVIDER' then account = 'INSTALMENT_PROVIDER:' || of_order
            when 'CHARGEBACK_SUSPENSE' then account = 'CHARGEBACK_SUSPENSE:' || of_order
            when 'SELLER_PAYABLE' then account = 'SELLER_PAYABLE:' || of_seller
            when 'SELLER_RESERVE' then account = 'SELLER_RESERVE:' || of_seller
            when 'SELLER_RECEIVABLE' then account = 'SELLER_RECEIVABLE:' || of_seller
            when 'PAYOUT_IN_TRANSIT' then account = 'PAYOUT_IN_TRANSIT:' || of_seller
            else account in ('PROVIDER_CLEARING', 'PLATFORM_EXPENSE', 'PLATFORM_REVENUE', 'COMPENSATION_POOL', 'POOL_CLAIM',
                             'INSPECTION', 'INSURANCE', 'WARRANTY') end, false) then
            return false;
        end if;
        touches_seller := touches_seller or right(account, 36) = of_seller::text;
    end loop;
    return touches_seller;
end $$;

alter table ledger_entry
    alter column currency set not null,
    alter column accounts set not null,
    alter column amounts set not null,
    add constraint currency_code check (length(currency) = 3 and translate(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = ''),
    add constraint lines_are_whole check (
        array_ndims(accounts) = 1 and array_ndims(amounts) = 1
        and cardinality(accounts) >= 2 and cardinality(accounts) = cardinality(amounts)),
    add constraint entry_is_balanced check (is_balanced(amounts)),
    add constraint account_of_the_chart check (is_of_the_chart(accounts, order_id, seller_id));

-- Orders are never removed, and that there is one is looked at once: a key would lock it, and so write it again.
alter table ledger_entry drop constraint ledger_entry_order_id_fkey;
create trigger orders_kept before delete or truncate on orders for each statement execute function refuse_change();

-- All that touched a seller. What touched an order is found by the order, and what touched an account of the platform's by reading
-- from one end: most entries do, or few, and those few have an index.
create index ledger_entry_of_seller on ledger_entry (seller_id, posted_at, id) where seller_id is not null;
create index ledger_entry_of_rare_account on ledger_entry (id)
    where accounts && array['PLATFORM_EXPENSE', 'COMPENSATION_POOL', 'POOL_CLAIM', 'INSPECTION', 'INSURANCE', 'WARRANTY'];

-- The postings of entries, for those who read line by line. An amount that somebody has taken away reads as none: the auditor is to
-- find it, and not to stumble over it.
create view ledger_posting as
select e.id as entry_id, e.order_id, e.seller_id, cast(p.line as int) as line, p.account,
       split_part(p.account, ':', 1) as kind, case when p.amount > 0 then 'DEBIT' else 'CREDIT' end as side,
       abs(coalesce(p.amount, 0)) as amount_minor, e.currency
  from ledger_entry e cross join lateral unnest(e.accounts, e.amounts) with ordinality p (account, amount, line);

-- What is booked is looked at once, by one function: a trigger for each thing costs more than the thing. Credits of earnings are the
-- lots the entry has made, and debits are uses of lots, which are written after it; what an entry lets sellers owe is receivables,
-- and what it gives buyers is drawn. What is not there yet is noted, and looked at again at commit.
drop trigger ledger_entry_noted on ledger_entry;
drop trigger earning_lot_noted on earning_lot;
drop function note_entries();
drop function note_postings();
drop function note_lots();
create function book_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    line_account  text;
    line_kind     text;
    growth        bigint;
    has_order     boolean;
    frozen        uuid;
    needs_backing boolean := false;
begin
    select new.order_id is null or exists (select from orders where id = new.order_id),
           (select owner from ledger_freeze where lifted_at is null and owner in (new.order_id, new.seller_id) limit 1)
      into has_order, frozen;
    if not has_order then
        raise exception 'entry % is of order %, which there is not', new.id, new.order_id
            using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_an_order';
    end if;
    if frozen is not null then
        raise exception 'the accounts of % are frozen', frozen
            using errcode = 'check_violation', constraint = 'ledger_frozen';
    end if;
    for i in 1 .. cardinality(new.accounts) loop
        line_account := new.accounts[i];
        line_kind := split_part(line_account, ':', 1);
        case line_kind
            when 'SELLER_PAYABLE', 'SELLER_RESERVE' then
                if new.amounts[i] is distinct from -(select sum(amount_minor) from earning_lot
                                                      where entry_id = new.id and account = line_account) then
                    insert into ledger_unfinished (entry_id, account, currency) values (new.id, line_account, new.currency);
                end if;
                continue;
            when 'INSTALMENT_PROVIDER', 'CHARGEBACK_SUSPENSE', 'SELLER_RECEIVABLE' then
                growth := new.amounts[i];
                needs_backing := true;
            when 'BUYER_REFUND' then
                growth := -new.amounts[i];
                needs_backing := true;
            when 'ESCROW_LIABILITY', 'PAYOUT_IN_TRANSIT', 'COMPENSATION_POOL', 'POOL_CLAIM' then
                growth := -new.amounts[i];
            else
                continue;
        end case;
        if growth > 0 then
            insert into guarded_balance as kept (account, currency, balance_minor)
            values (line_account, new.currency, growth)
            on conflict (account, currency) do update set balance_minor = kept.balance_minor + excluded.balance_minor;
        else
            update guarded_balance set balance_minor = balance_minor + growth
             where account = line_account and currency = new.currency;
            if not found then
                raise exception 'account % holds nothing in %', line_account, new.currency
                    using errcode = 'check_violation', constraint = 'never_below_zero';
            end if;
        end if;
    end loop;
    if needs_backing then
        insert into ledger_unfinished (entry_id) values (new.id);
    end if;
    return null;
end $$;
create trigger ledger_entry_booked after insert on ledger_entry for each row execute function book_entry();
drop function guard_balance();
drop function refuse_frozen();
drop function require_balanced_entry(uuid);

create function note_lot() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry e
                    where e.id = new.entry_id and e.currency = new.currency
                      and e.amounts[array_position(e.accounts, new.account)] =
                          -(select sum(amount_minor) from earning_lot
                             where entry_id = new.entry_id and account = new.account)) then
        insert into ledger_unfinished (entry_id, account, currency) values (new.entry_id, new.account, new.currency);
    end if;
    return null;
end $$;
create trigger earning_lot_noted after insert on earning_lot for each row execute function note_lot();

-- For an account, that its changes are lots and uses; for the entry, the rest.
create or replace function require_finished() returns trigger language plpgsql as $$
begin
    if new.account is not null then
        perform require_lots(new.entry_id, new.account, new.currency);
    else
        perform require_draws(new.entry_id);
        perform require_receivables(new.entry_id, account, currency)
           from (select distinct account, currency from ledger_posting
                  where entry_id = new.entry_id and kind = 'SELLER_RECEIVABLE') owed;
    end if;
    delete from ledger_unfinished where entry_id = new.entry_id and account is not distinct from new.account;
    return null;
end $$;

create function require_draws(entry uuid) returns void language plpgsql as $$
declare
    given bigint := given_by(entry);
    drawn bigint;
begin
    select coalesce(sum(amount_minor + beyond_minor), 0) into drawn from indemnity_draw where entry_id = entry;
    if given <> drawn then
        raise exception 'entry % gives the buyer %, and draws % on the indemnity', entry, given, drawn
            using errcode = 'check_violation', constraint = 'what_is_given_is_drawn';
    end if;
end $$;
create or replace function require_draw() returns trigger language plpgsql as $$
begin
    perform require_draws(new.entry_id);
    return null;
end $$;
