-- The ledger. What the types in Java promise, the database holds again: an entry is balanced in each currency, is never
-- changed, is booked once per operation, and no order ever gives more than it holds.
-- There is no row that every order updates: totals are sums, and balances are kept where no two orders meet.
create table ledger_entry (
    id             uuid        primary key,
    order_id       uuid        references orders (id),  -- absent for an entry of no order, as of a payout
    fact           text        not null check (fact in (
                                   'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
                                   'RELEASED', 'REFUNDED', 'SPLIT', 'RELEASE_REVERSED',
                                   'SURPLUS_TAKEN', 'REFUND_SETTLED', 'RESERVE_RETURNED', 'PAYOUT_HELD',
                                   'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'CLAW_BACK_REVERSED',
                                   'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID',
                                   'ADVANCE_CLAIMED', 'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED',
                                   'FREIGHT_PAID', 'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON',
                                   'CHARGEBACK_LOST')),
    operation_key  text        not null constraint one_entry_per_operation unique,
    posted_at      timestamptz not null
);
create index ledger_entry_of_order on ledger_entry (order_id, id);

create table ledger_posting (
    entry_id      uuid    not null references ledger_entry (id),
    line          int     not null check (line > 0),
    account       text    not null,
    kind          text    not null generated always as (split_part(account, ':', 1)) stored,
    side          text    not null check (side in ('DEBIT', 'CREDIT')),
    amount_minor  bigint  not null check (amount_minor > 0),
    currency      text    not null check (currency ~ '^[A-Z]{3}$'),
    primary key (entry_id, line),
    constraint account_of_the_chart check (
        account ~ '^(PROVIDER_CLEARING|PLATFORM_EXPENSE|PLATFORM_REVENUE|COMPENSATION_POOL|POOL_CLAIM|INSPECTION|INSURANCE|WARRANTY)$'
        or account ~ '^(INSTALMENT_PROVIDER|CHARGEBACK_SUSPENSE|ESCROW_LIABILITY|BUYER_REFUND|SELLER_RECEIVABLE|SELLER_PAYABLE|SELLER_RESERVE|PAYOUT_IN_TRANSIT):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
);
create index ledger_posting_of_seller on ledger_posting (account, currency) include (side, amount_minor)
    where kind = 'SELLER_PAYABLE';

create trigger ledger_entry_immutable before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();
create trigger ledger_posting_immutable before update or delete or truncate on ledger_posting
    for each statement execute function refuse_change();

-- Balanced at commit: deferred, because an entry is whole only with its last posting. Checked for the entry, which finds
-- one without postings, and for each posting, which finds one added to an old entry.
create function require_balanced() returns trigger language plpgsql as $$
declare
    entry      uuid;
    lines      int;
    unbalanced text;
begin
    if tg_table_name = 'ledger_entry' then
        entry := new.id;
    else
        entry := new.entry_id;
    end if;
    select count(*) into lines from ledger_posting where entry_id = entry;
    if lines < 2 then
        raise exception 'entry % has % postings (expected: 2 or more)', entry, lines using errcode = 'check_violation';
    end if;
    select string_agg(difference || ' ' || currency, ', ') into unbalanced
      from (select currency, sum(case side when 'DEBIT' then amount_minor else -amount_minor end) as difference
              from ledger_posting where entry_id = entry group by currency) sums
     where difference <> 0;
    if unbalanced is not null then
        raise exception 'entry % is out of balance by %', entry, unbalanced using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger ledger_entry_balanced after insert on ledger_entry
    deferrable initially deferred for each row execute function require_balanced();
create constraint trigger ledger_posting_balanced after insert on ledger_posting
    deferrable initially deferred for each row execute function require_balanced();

-- What an order holds, what is on its way to somebody, what somebody owes and what the pool has never falls below zero on
-- its own side. The row also makes two writers of one account wait for each other when they have taken no other lock.
-- Accounts that every order touches have no such row: it would be the one that all of them wait for.
create table guarded_balance (
    account        text    not null,
    currency       text    not null,
    balance_minor  bigint  not null constraint never_below_zero check (balance_minor >= 0),
    primary key (account, currency)
);

create function guard_balance() returns trigger language plpgsql as $$
declare
    grows_by text := case when new.kind in ('INSTALMENT_PROVIDER', 'CHARGEBACK_SUSPENSE', 'SELLER_RECEIVABLE')
                          then 'DEBIT' else 'CREDIT' end;
begin
    if new.side = grows_by then
        insert into guarded_balance as kept (account, currency, balance_minor)
        values (new.account, new.currency, new.amount_minor)
        on conflict (account, currency) do update set balance_minor = kept.balance_minor + excluded.balance_minor;
        return null;
    end if;
    update guarded_balance set balance_minor = balance_minor - new.amount_minor
     where account = new.account and currency = new.currency;
    if not found then
        raise exception 'account % holds nothing in %', new.account, new.currency
            using errcode = 'check_violation', constraint = 'never_below_zero';
    end if;
    return null;
end $$;

create trigger ledger_posting_guarded after insert on ledger_posting
    for each row when (new.kind in ('INSTALMENT_PROVIDER', 'CHARGEBACK_SUSPENSE', 'SELLER_RECEIVABLE', 'ESCROW_LIABILITY',
                                    'BUYER_REFUND', 'PAYOUT_IN_TRANSIT', 'COMPENSATION_POOL', 'POOL_CLAIM'))
    execute function guard_balance();

-- A balance changes by an entry or not at all.
create function require_entry() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'a balance changes only by an entry' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger guarded_balance_by_entry_only before insert or update or delete on guarded_balance
    for each row execute function require_entry();
