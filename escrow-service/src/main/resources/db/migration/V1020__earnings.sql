-- What sellers have earned, lot by lot. Each credit of a seller's earnings is a lot of its own, and each debit names the
-- lots it uses, so a seller's balance cannot fall below zero although no row is kept for it: the sales of one seller never
-- wait for each other. Whoever takes money from a seller, or blocks it, holds the seller's lock first.
create table seller_standing (
    account_id         uuid        primary key,
    level              text        not null check (level in ('L0', 'L1', 'L2', 'L3')),
    payout_delay_days  int         not null check (payout_delay_days >= 0),
    rights_version     text        not null,
    changed_at         timestamptz not null
);

create table seller_lock (
    seller_id  uuid  primary key
);

-- Disputes and the like that keep the earnings of an order from leaving.
create table earning_block (
    order_id    uuid        not null,
    dispute_id  uuid        not null,
    blocked_at  timestamptz not null,
    primary key (order_id, dispute_id)
);

create table earning_lot (
    id              uuid        primary key,
    seller_id       uuid        not null,
    order_id        uuid        not null,
    entry_id        uuid        not null,              -- the credit; held to the ledger by the guard below
    kind            text        not null check (kind in ('PAYABLE', 'RESERVE')),
    account         text        not null generated always as ('SELLER_' || kind || ':' || cast(seller_id as text)) stored,
    amount_minor    bigint      not null check (amount_minor > 0),
    open_minor      bigint      not null,
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    available_at    timestamptz not null,              -- payable: may be paid out; reserve: becomes payable
    blocked         boolean     not null,
    policy_version  text        not null,              -- under which the lot was made
    constraint lot_never_below_zero check (open_minor between 0 and amount_minor)
);
create index earning_lot_open on earning_lot (seller_id, currency, kind, available_at, id) where open_minor > 0;
create index earning_lot_of_order on earning_lot (order_id);
create index earning_lot_of_entry on earning_lot (entry_id);

create table earning_use (
    entry_id      uuid    not null,                    -- the debit
    lot_id        uuid    not null references earning_lot (id),
    amount_minor  bigint  not null check (amount_minor > 0),
    primary key (entry_id, lot_id)
);

create trigger earning_use_append_only before update or delete or truncate on earning_use
    for each statement execute function refuse_change();

-- What is open of a lot changes by a use or not at all; where it came from never does.
create function guard_lot() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a lot is never removed' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' then
        if new.open_minor <> new.amount_minor then
            raise exception 'lot % begins with % of % open', new.id, new.open_minor, new.amount_minor
                using errcode = 'check_violation';
        end if;
        return new;
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
    return new;
end $$;

create trigger earning_lot_guarded before insert or update or delete on earning_lot
    for each row execute function guard_lot();
create trigger earning_lot_kept before truncate on earning_lot
    for each statement execute function refuse_change();

-- A use takes from its lot. Money that waits or is blocked is not paid out.
create function use_lot() returns trigger language plpgsql as $$
declare
    lot   earning_lot;
    entry ledger_entry;
begin
    select * into strict lot from earning_lot where id = new.lot_id for update;
    select * into strict entry from ledger_entry where id = new.entry_id;
    if entry.fact = 'PAYOUT_HELD' and (lot.blocked or lot.available_at > entry.posted_at) then
        raise exception 'lot % may not be paid out yet', lot.id
            using errcode = 'check_violation', constraint = 'only_available_lots_are_paid_out';
    end if;
    update earning_lot set open_minor = open_minor - new.amount_minor where id = new.lot_id;
    return null;
end $$;

create trigger earning_use_taken after insert on earning_use
    for each row execute function use_lot();

-- Per entry and account: credits are the lots it made, debits are its uses of lots. Deferred, because lots and uses are
-- written after the postings. With this the lots of a seller add up to the seller's accounts, always.
create function require_lots(entry uuid, lots_account text, lots_currency text) returns void language plpgsql as $$
declare
    credits bigint;
    debits  bigint;
    made    bigint;
    used    bigint;
begin
    select coalesce(sum(amount_minor) filter (where side = 'CREDIT'), 0),
           coalesce(sum(amount_minor) filter (where side = 'DEBIT'), 0)
      into credits, debits
      from ledger_posting
     where entry_id = entry and account = lots_account and currency = lots_currency;
    select coalesce(sum(amount_minor), 0) into made
      from earning_lot
     where entry_id = entry and account = lots_account and currency = lots_currency;
    select coalesce(sum(u.amount_minor), 0) into used
      from earning_use u join earning_lot l on l.id = u.lot_id
     where u.entry_id = entry and l.account = lots_account and l.currency = lots_currency;
    if credits <> made or debits <> used then
        raise exception 'entry % credits % and debits % of %, its lots are % and its uses %',
            entry, credits, debits, lots_account, made, used
            using errcode = 'check_violation', constraint = 'earnings_are_lots';
    end if;
end $$;

create function require_lots_of_posting() returns trigger language plpgsql as $$
begin
    perform require_lots(new.entry_id, new.account, new.currency);
    return null;
end $$;

create function require_lots_of_use() returns trigger language plpgsql as $$
declare
    lot earning_lot;
begin
    select * into strict lot from earning_lot where id = new.lot_id;
    perform require_lots(new.entry_id, lot.account, lot.currency);
    return null;
end $$;

create constraint trigger ledger_posting_has_lots after insert on ledger_posting
    deferrable initially deferred for each row when (new.kind in ('SELLER_PAYABLE', 'SELLER_RESERVE'))
    execute function require_lots_of_posting();
create constraint trigger earning_lot_has_a_posting after insert on earning_lot
    deferrable initially deferred for each row execute function require_lots_of_posting();
create constraint trigger earning_use_has_a_posting after insert on earning_use
    deferrable initially deferred for each row execute function require_lots_of_use();

-- Statements read all four accounts of a seller.
drop index ledger_posting_of_seller;
create index ledger_posting_of_seller on ledger_posting (account, currency, entry_id) include (side, amount_minor)
    where kind in ('SELLER_PAYABLE', 'SELLER_RESERVE', 'SELLER_RECEIVABLE', 'PAYOUT_IN_TRANSIT');
