-- What the platform has borne of a buyer's loss it has back from the hold, by a line of the division on its expenses: what a bank has
-- left the buyer, and advances that were written off or given back to the seller. It is had back once. Divisions before this one have
-- booked it as revenue.
create function require_borne(of_order uuid, in_currency text) returns void language plpgsql as $$
declare
    borne bigint;
    back  bigint;
begin
    select coalesce(sum(p.amount_minor) filter (where e.fact <> 'SPLIT' and p.side = 'DEBIT'), 0)
           + (select coalesce(sum(amount_minor), 0) from indemnity_draw
               where order_id = of_order and currency = in_currency and source = 'CHARGEBACK'),
           coalesce(sum(p.amount_minor) filter (where e.fact = 'SPLIT' and p.side = 'CREDIT'), 0)
      into borne, back
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.order_id = of_order and p.kind = 'PLATFORM_EXPENSE' and p.currency = in_currency
       and (e.fact in ('SPLIT', 'ADVANCE_WRITTEN_OFF')
            or e.fact = 'SELLER_COMPENSATED'
               and exists (select from ledger_entry a
                            where a.order_id = of_order and a.fact = 'ADVANCE_CLAIMED'
                              and 'SELLER_COMPENSATED' || substr(a.operation_key, length('ADVANCE_CLAIMED') + 1) = e.operation_key));
    if back > borne then
        raise exception 'the platform has borne % of order %, and has % back', borne, of_order, back
            using errcode = 'check_violation', constraint = 'what_was_borne_is_had_back_once';
    end if;
end $$;

create or replace function book_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
            when 'PLATFORM_EXPENSE' then
                if new.fact = 'SPLIT' then
                    perform require_borne(new.order_id, new.currency);
                end if;
                continue;
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
